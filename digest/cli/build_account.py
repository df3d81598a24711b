"""What a build has done, or would do, in lines and for programs."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from digest.cli.console import wants
from digest.errors import AbsentError, DigestError, LlmError, ModelFellBack

if TYPE_CHECKING:
    from digest.pipeline import Built, Gathered
    from digest.telling import Plan

_LISTED = 20
"""Things left out that are told one by one without -v."""


def account(built: "Built") -> list[str]:
    """What was done, in a few lines: the numbers of the edition's own coverage."""
    from digest.rendering.wording import counted

    digest = built.digest
    left_out = list(_left_out(built))
    most = len(left_out) if wants(1) else _LISTED
    coverage, usage = digest.coverage, digest.usage
    total = (
        f"read {coverage.read}: {counted(coverage.told, 'story', 'stories')}, "
        f"{counted(coverage.merged, 'more article')} in them, "
        f"{counted(coverage.copies, 'copy', 'copies')}, {coverage.left_out} left out"
    )
    lines = [total]
    lines += [f"  left out: {told}" for told in left_out[:most]]
    if len(left_out) > most:
        lines.append(f"  and {len(left_out) - most} more; -v lists them, and so does digest.json")
    withheld = sum(len(story.summary.rejected) for story in digest.stories)
    if withheld:
        lines.append(f"{counted(withheld, 'sentence')} withheld: nothing proved them")
    bare = sum(not story.summary.is_told for story in digest.stories)
    if bare and not digest.made_with.model:
        lines.append(
            f"{counted(bare, 'story', 'stories')} told by the headline alone: guides, opinions and "
            "the like hold no sentence that can stand as a fact by itself; a model may tell them"
        )
    if digest.made_with.model:
        cost = "cost unknown" if usage.cost is None else f"about ${usage.cost:.4f}"
        batched = f", {usage.batched} of them at the price of batches" if usage.batched else ""
        lines.append(
            f"{counted(usage.requests, 'request')} to {digest.made_with.model}, "
            f"{usage.input_tokens:,} tokens in, {usage.output_tokens:,} out, {cost}{batched}"
        )
    return [*lines, *digest.notices]


def _left_out(built: "Built") -> Iterator[str]:
    """Each thing with its reason; what is muted too, of which digest.json has the number alone."""
    yield from (f"{item.what} ({item.why})" for item in built.digest.skipped if item.what)
    yield from (f"{name} ({why})" for name, why in _muted(built))


def _muted(built: "Built") -> Iterator[tuple[str, str]]:
    """The articles that the editor muted, each with the topic or the outlet that is muted."""
    for left in built.gathered.grouping.left_out:
        if left.is_muted:
            yield from ((built.gathered.articles[at].called, left.reason) for at in left.articles)


def facts(built: "Built", folder: Path | None) -> dict[str, object]:
    """The same for programs; the whole of it is in the edition's digest.json."""
    digest = built.digest
    return {
        "folder": folder,
        "edition": digest.edition,
        "stories": [
            {"id": story.id, "headline": story.headline, "method": story.summary.method}
            for story in digest.stories
        ],
        "coverage": digest.coverage,
        "skipped": digest.skipped,
        "muted": [{"what": name, "why": why} for name, why in _muted(built)],
        "withheld": sum(len(story.summary.rejected) for story in digest.stories),
        "model": digest.made_with.model,
        "usage": digest.usage,
        "notices": digest.notices,
    }


def lacking(built: "Built") -> Iterator[DigestError]:
    """What a whole edition lacks of what was meant: how it was told first, then of what."""
    from digest.pipeline.gathering import absent

    asked = len(built.digest.stories) - built.untrusted
    if built.failure is not None:
        yield LlmError(f"the edition was told without the model: {built.failure}")
    elif built.fell_back * 2 > asked:
        yield ModelFellBack(
            f"{built.fell_back} of {asked} stories were told without the model, though it worked; "
            "the edition says why"
        )
    if gone := absent(built.gathered.order):
        yield AbsentError.of(gone)


def planned(gathered: "Gathered", plan: "Plan") -> Iterator[str]:
    """The requests of a plan, and their sum."""
    from digest.rendering.wording import counted

    for number, request in enumerate(plan.requests, start=1):
        told = len(request.stories)
        stories = f" of {counted(told, 'story', 'stories')}" if told else ""
        yield (
            f"request {number}: {request.what}{stories}, about {request.input_tokens:,} tokens in, "
            f"{request.output_tokens:,} out"
        )
    cost = "cost unknown" if plan.cost is None else f"about ${plan.cost:.4f}"
    yield (
        f"{counted(len(gathered.articles), 'article')}, "
        f"{counted(len(gathered.stories), 'story', 'stories')}, "
        f"{counted(len(plan.requests), 'request')}; "
        f"{plan.input_tokens:,} tokens in for {plan.article_tokens:,} of article text "
        f"({plan.overhead:.2f} to 1), {plan.output_tokens:,} out, {cost}"
    )
