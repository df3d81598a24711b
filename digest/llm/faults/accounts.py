"""The quirks about who asks, and whom: key, account, model and address. They end the asking."""

import re

from digest.errors import LlmRejected, RequestFailed
from digest.llm.faults.complaint import Complaint
from digest.llm.faults.quirk import Quirk
from digest.llm.faults.refusals import CreditRefused
from digest.llm.urls import shown


def failed(told: Complaint) -> RequestFailed:
    """A failure of the request alone: others may be answered."""
    return RequestFailed(f"{told.host} refused a request ({told.status}): {told.short}")


class UnknownModel(LlmRejected):
    """The client adds the models that the endpoint knows."""


def _no_quota(told: Complaint) -> LlmRejected:
    return LlmRejected(f"{told.host} says that the account has no quota left: {told.short}")


def _wrong_key(told: Complaint) -> LlmRejected:
    return LlmRejected(f"{told.host} refused the key ({told.status}); is OPENAI_API_KEY right?")


_AFFORDABLE = r"\bafford (?:only |up to |at most )?(\d{1,12})\b"


def _within_the_credit(told: Complaint) -> CreditRefused | None:
    found = re.search(_AFFORDABLE, told.told)
    return CreditRefused(int(found[1]), _no_quota(told)) if found else None


CREDIT = Quirk(
    name="credit",
    meaning="the account can pay for a shorter answer: that is asked for, once; else as for quota",
    said=(_AFFORDABLE,),
    follows=_within_the_credit,
)
NO_QUOTA = Quirk(
    name="no quota",
    meaning="the account has nothing, or nothing for the day: the asking ends",
    said=(
        "insufficient_quota",
        "perday|free-models-per-day",
        r"\blimit: 0\b",
    ),
    follows=_no_quota,
)
QUOTA = Quirk(
    name="quota",
    meaning="the account is empty: the asking ends",
    said=(
        "exceeded your (?:current )?quota",
        "billing|credit balance|payment|arrear|overdue",
        r"(?:insufficient|not enough|no|more) (?:\w+ )?(?:balance|credit|fund)",
        "out of (?:credit|quota)",
        r"(?:spend\w*|usage|monthly) limit",
        r"quota (?:\w+ )?(?:exceeded|exhausted)",
    ),
    follows=_no_quota,
)
KEY = Quirk(
    name="key",
    meaning="the key is wrong: the asking ends",
    said=(
        "(?:invalid|incorrect|wrong|missing|no|expired|revoked|bad) .{0,20}api[_ -]?key",
        "api[_ -]?key .{0,30}(?:not valid|invalid|expired|not found|missing|required|disabled)",
        "invalid_api_key|subscription key",
        "authentication|unauthori[sz]ed|unauthenticated",
    ),
    follows=_wrong_key,
)
_AWAY = (
    "not (?:be )?(?:found|exist|available|loaded|supported|active)|n.t exist|unknown"
    "|no longer|decommissioned|deprecated|no access|n.t have access"
)
MODEL = Quirk(
    name="model",
    meaning="the model is unknown: those that the server lists are named",
    said=(
        rf"\bmodels?\b.{{0,120}}?(?:{_AWAY})",
        "model_not_found|model_not_available|deploymentnotfound",
        r"(?:unknown|invalid|no such|no|unsupported) (?:\w+ )?models?\b",
        r"not a valid model|unable to access (?:[\w-]+ )?model",
        "deployment .{0,40}not (?:exist|found)",
        "not found.{0,20}(?:model|account)",
        "no endpoints found",
    ),
    statuses=(400, 403, 404, 410, 422, 502),
    follows=lambda told: UnknownModel(f"{told.host} does not know the model {told.asked.model!r}"),
)
WALL = Quirk(
    name="wall",
    meaning="a wall before the server took offence at the request: it fails alone",
    said=(
        "cloudflare|you have been blocked",
        "attention required|captcha",
        "web application firewall",
    ),
    statuses=(403,),
    follows=failed,
)
FORBIDDEN = Quirk(
    name="forbidden",
    meaning="as for the key, for servers that say nothing of it",
    statuses=(401, 403),
    follows=_wrong_key,
)
PAYMENT = Quirk(
    name="payment",
    meaning="as for the quota, for servers that say nothing of it",
    statuses=(402,),
    follows=_no_quota,
)
ADDRESS = Quirk(
    name="address",
    meaning="nothing answers at the address: the asking ends",
    statuses=(*range(300, 400), 404, 405, 410),
    follows=lambda told: LlmRejected(
        f"nothing answers at {shown(told.asked.base_url)}/chat/completions; is the address right?"
    ),
)
