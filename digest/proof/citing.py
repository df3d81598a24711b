"""An edited edition cites again: new evidence for what was edited, and seals for what is proven."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from digest import edition
from digest.grounding.evidence import Evidence
from digest.grounding.prove import Verdict, prove
from digest.language.passage import Passage
from digest.model import Digest, Moment, Point, ToldStory
from digest.proof import findings
from digest.proof.again import has_proof
from digest.proof.claims import Claim, Grounds, claims
from digest.proof.verdicts import Judge, verdicts


def cite_again(digest: Digest, *, judge: Judge | None = None) -> Digest:
    """The edition with new evidence for each edited sentence that its story carries, and sealed.

    Without a judge only copies are proven anew. What is not proven keeps its fault: it is left
    unsealed, and so is what only a seal can tell of, such as a section or an article.
    """
    edited = frozenset(edition.edited(digest))
    grounds = Grounds(digest)
    points = _proven(digest, edited, grounds, judge)
    renewed = _with_points(digest, points)
    now = {place: edition.seal(text) for place, text in edition.printed(renewed)}
    # the old seals stay, so that a sentence that only moved keeps the opinion it was given
    cited = {f"cited anew: {place}": now[place] for place in points}
    tried = replace(renewed, seals={**digest.seals, **cited})
    failing = {place for place, _ in findings.faults(tried, grounds)}
    failing |= {p for p, v in verdicts(tried, grounds).items() if v.point is None}
    seals = {
        place: now[place] if has_proof(place) and place not in failing else digest.seals.get(place)
        for place in now
    }
    return replace(renewed, seals={place: seal for place, seal in seals.items() if seal})


def _proven(
    digest: Digest, edited: frozenset[str], grounds: Grounds, judge: Judge | None
) -> dict[str, Point]:
    """A proven point for each edited sentence and headline that has one, by place."""
    told = tuple(claims(digest, grounds))
    known = {p: v.point for p, v in verdicts(digest, grounds).items() if v.point}
    found = {place: point for place, point in known.items() if place in edited}
    told_by_stories = {p.text: p for place, p in known.items() if place.startswith("story ")}
    told_on = tuple({id(claim.ground): claim.ground for claim in told}.values())
    is_open: list[tuple[Claim, Verdict, Evidence]] = []
    for claim in told:
        if claim.place not in edited or claim.place in known or claim.proof is None:
            continue
        repeated = told_by_stories.get(claim.text)
        verdict, ground = _best(claim, told_on if _is_lead(claim) else (claim.ground,))
        if point := verdict.point or (repeated if _is_lead(claim) else None):
            found[claim.place] = point
        elif verdict.is_open:
            is_open.append((claim, verdict, ground))
    if judge is None or not is_open:
        return found
    return found | _judged(is_open, judge, digest.made_with.threshold)


def _is_lead(claim: Claim) -> bool:
    return claim.place.startswith("lead")


def _best(claim: Claim, grounds: Sequence[Evidence]) -> tuple[Verdict, Evidence]:
    """The verdict on the claim with evidence found anew, in the story that carries it best.

    That is the story it cites by now, where the others carry no more of its words.
    """
    ordered = sorted(grounds, key=lambda ground: ground is not claim.ground)
    tries = [(prove(claim.text, (), ground, kind=claim.kind), ground) for ground in ordered]
    return max(tries, key=lambda tried: _merit(*tried))


def _merit(verdict: Verdict, ground: Evidence) -> tuple[bool, bool, int]:
    said = [ground.passage(citation) for citation in verdict.citations]
    language = said[0].language if said else "und"
    stems = Passage.read(verdict.text, language).stems
    carried = stems.intersection(stem for passage in said for stem in passage.stems)
    return verdict.point is not None, verdict.is_open, len(carried)


def _judged(
    is_open: Sequence[tuple[Claim, Verdict, Evidence]], judge: Judge, threshold: int
) -> dict[str, Point]:
    opinions = judge([(v.text, v.citations, c.kind, ground) for c, v, ground in is_open])
    tried = {
        claim.place: prove(
            claim.text,
            verdict.citations,
            ground,
            kind=claim.kind,
            opinion=opinion,
            threshold=threshold,
        )
        for (claim, verdict, ground), opinion in zip(is_open, opinions, strict=True)
    }
    return {place: verdict.point for place, verdict in tried.items() if verdict.point}


def _with_points(digest: Digest, points: Mapping[str, Point]) -> Digest:
    """The edition with these points in their places."""

    def put(place: str, point: Point) -> Point:
        return replace(points.get(place, point), is_new=point.is_new)

    lead = (put(f"lead, point {number}", p) for number, p in enumerate(digest.lead, start=1))
    stories = (_with_story(story, points, put) for story in digest.stories)
    return replace(digest, lead=tuple(lead), stories=tuple(stories))


def _with_story(
    story: ToldStory, points: Mapping[str, Point], put: Callable[[str, Point], Point]
) -> ToldStory:
    name, summary = f"story {story.rank.position}", story.summary
    headline = points.get(f"{name}, headline")
    if headline is not None:
        summary = replace(
            summary,
            headline=story.headline,
            headline_proof=headline.proof,
            headline_citations=headline.citations,
        )
    told = (put(f"{name}, point {n}", point) for n, point in enumerate(summary.points, start=1))
    timeline = (
        Moment(day=moment.day, point=put(f"{name}, moment {n}", moment.point))
        for n, moment in enumerate(summary.timeline, start=1)
    )
    context = summary.context and put(f"{name}, context", summary.context)
    return replace(
        story,
        summary=replace(summary, points=tuple(told), context=context, timeline=tuple(timeline)),
    )
