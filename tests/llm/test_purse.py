"""Estimates before the spending, and limits on it."""

from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.llm.answer_form import Form
from digest.llm.answers import key
from digest.llm.headers import duration
from digest.llm.purse import Limits, Price, Purse, Rates, add, cost
from digest.llm.reply import Reply
from digest.llm.request import Request
from digest.llm.tokens import estimate_tokens
from digest.model import Usage

REQUEST = Request(
    name="n",
    system="",
    user="x " * 100,
    form=Form,
    highest=1,
    expected_tokens=10,
    room_tokens=4000,
)

# Counted with the vocabulary of a current open model (151,936 tokens).
COUNTED = {
    "[57] The minister said the bridge would open again.\n" * 20: 240,
    "Le pont restera fermé jusqu'au printemps, a annoncé mardi le ministère des Transports.": 24,
    "El puente permanecerá cerrado hasta la primavera, según anunció el ministerio.": 20,
    "Мост останется закрытым до весны, сообщило во вторник министерство транспорта.": 26,
}


@pytest.mark.parametrize(("text", "tokens"), COUNTED.items(), ids=range(len(COUNTED)))
def test_the_estimate_is_near_the_count(text: str, tokens: int) -> None:
    """A budget that is kept by the estimate is kept by a third at worst."""
    assert abs(estimate_tokens(text) - tokens) <= 0.34 * tokens


@given(st.text(), st.text())
def test_more_text_is_not_fewer_tokens(one: str, other: str) -> None:
    """Within rounding and the turn from English to another language."""
    assert estimate_tokens(one) <= 1.05 * estimate_tokens(one + " " + other) + 2


def test_a_price_is_known_or_it_is_none() -> None:
    """A cost is never invented: an unknown model on an unknown server has none."""
    reply = Reply(text="", input_tokens=1_000_000, output_tokens=100_000)

    assert cost("gpt-6-luna", "https://api.openai.com/v1", reply) is not None
    assert cost("no-such-model", "https://api.openai.com/v1", reply) is None
    assert cost("gpt-6-luna", "http://model.example/v1", reply) is None
    assert 5.0 == cost("any", "http://model.example/v1", reply, Price(input=2, output=30))


def test_tokens_read_before_cost_less() -> None:
    fresh = Reply(text="", input_tokens=100_000)
    cached = Reply(text="", input_tokens=100_000, cached_tokens=90_000)
    full, reduced = (cost("gpt-6-luna", "https://api.openai.com/v1", r) for r in (fresh, cached))

    assert full is not None
    assert reduced is not None
    assert reduced < full


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        (Limits(requests=1), "1 requests"),
        (Limits(tokens=150), "150 tokens"),
        (Limits(cost=0.015), r"\$0.015"),
    ],
)
def test_requests_under_way_count(limits: Limits, words: str) -> None:
    """Two requests at once cannot pass together a limit that either keeps alone.

    The second waits for what the first will cost: it passes where that was little.
    """
    request = Usage(requests=1, input_tokens=90, output_tokens=10, cost=0.01)
    with ThreadPoolExecutor() as pool:
        for spent in (request, Usage()):
            purse = Purse(limits)
            assert purse.set_aside(request) is None
            second = pool.submit(purse.set_aside, request)
            assert not wait([second], timeout=0.1).done, "it waits"

            purse.settle(request, spent, "velo-1")

            refused = second.result(5)
            assert (refused is None) == (spent == Usage())
            assert refused is None or words.replace("\\", "") in refused


def test_the_most_that_a_request_costs_is_its_room_until_more_is_known() -> None:
    rates = Rates("any", "http://model.example", Price(input=1, output=10))

    assert 4000 == rates.most(REQUEST).output_tokens
    for _ in range(4):
        rates.spent(REQUEST, Reply(text="", output_tokens=1000))
    assert 1500 == rates.most(REQUEST).output_tokens

    rates.spent(REQUEST, Reply(text="", output_tokens=9000))
    assert 9000 <= rates.most(REQUEST).output_tokens, "a model that ignores its room"


def test_what_a_server_does_not_count_is_estimated_and_said() -> None:
    rates = Rates("any", "http://model.example", Price(input=1, output=10))

    spent = rates.spent(REQUEST, Reply(text="A word or two.", is_usage_known=False))

    assert spent.is_estimated
    assert spent.input_tokens >= 100
    assert spent.output_tokens > 0
    assert spent.cost
    assert add(Usage(), spent).is_estimated


def test_an_unknown_cost_makes_the_sum_unknown() -> None:
    assert add(Usage(cost=0.5), Usage(cost=None)).cost is None
    assert 0.75 == add(Usage(cost=0.5), Usage(cost=0.25)).cost


def test_whatever_shapes_an_answer_is_in_its_key() -> None:
    """Another model, prompt, schema, parameter or server is another answer."""
    body: dict[str, object] = {"model": "a", "messages": [{"role": "user", "content": "x"}]}
    changed = [body | {"model": "b"}, body | {"messages": []}, body | {"temperature": 0}]

    keys = {key("http://one.example", b) for b in (body, *changed)} | {
        key("http://two.example", body)
    }

    assert 5 == len(keys)
    assert key("u", body) == key("u", dict(reversed(body.items())))


@pytest.mark.parametrize(
    ("text", "seconds"), [("1s", 1.0), ("6m0s", 360.0), ("20ms", 0.02), ("soon", 0.0), (None, 0.0)]
)
def test_durations_of_rate_limits(text: str | None, seconds: float) -> None:
    assert seconds == duration(text)


def test_a_budget_in_dollars_asks_nothing_at_an_unknown_price() -> None:
    """Who set a limit of one dollar is not sent a bill of ten."""
    why = Purse(Limits(cost=1.0)).set_aside(Usage(requests=1, input_tokens=10, cost=None))

    assert why is not None
    assert "price_input" in why


def test_a_known_price_is_held_against_the_budget() -> None:
    purse = Purse(Limits(cost=1.0))

    request = Usage(requests=1, cost=0.6)

    assert purse.set_aside(request) is None
    purse.settle(request, request, "velo-1")
    assert purse.set_aside(request) == "the budget of $1 would be passed"


def test_what_two_models_cost_is_told_apart() -> None:
    """A judge of its own spends from the same purse."""
    purse, most = Purse(), Usage(requests=1, cost=1.0)
    for model, price in [("velo-1", 0.25), ("judge", 0.5), ("velo-1", 0.125)]:
        assert purse.set_aside(most) is None
        purse.settle(most, Usage(requests=1, cost=price), model)

    assert {"velo-1": 0.375, "judge": 0.5} == {m: u.cost for m, u in purse.by_model.items()}
    assert purse.spent.cost == 0.875


def test_stories_share_a_request_by_their_tokens() -> None:
    """An unknown price makes unknown what the stories of that request cost, and no other."""
    purse = Purse()
    for about, dollars in [
        ((("a", 300), ("b", 50), ("b", 50)), 0.8),
        ((("a", 10),), 0.1),
        ((), 9.0),
        ((("c", 0),), 0.5),
        ((("d", 1),), None),
        ((("d", 1),), 0.5),
    ]:
        assert purse.set_aside(Usage()) is None
        purse.settle(Usage(), Usage(requests=1, cost=dollars), "velo-1", about)

    assert {"a": 0.7, "b": 0.2, "c": 0.0, "d": None} == pytest.approx(purse.by_story)
    purse.carry({"velo-1": Usage(requests=1, cost=0.5)})
    assert purse.by_story is None, "what came with a batch is no story's"
