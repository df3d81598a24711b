"""`digest build --batch`: half the price, hours later, and nothing lost or paid twice between."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from digest.model import Digest
from digest.store import digest_file, open_store
from tests.llm.batch_server import (
    TOLD,
    BatchServer,
    completion,
    expired,
    line_of,
    serving_batches,
)
from tests.shell import Run
from tests.told_stories import EXAM_REQUESTS, form_of

pytestmark = pytest.mark.block_network(allowed_hosts=["127.0.0.1"])
FEED = "<rss version='2.0'><channel><title>Tarn Post</title>{}</channel></rss>"


def item(number: int, sentence: str) -> str:
    address = f"http://news.example/{number}"
    return (
        f"<item><title>Item {number}</title><link>{address}</link>"
        f"<description>{f'{sentence} ' * 6}</description></item>"
    )


@pytest.fixture
def server(
    run: Run,  # it takes the variables away that are set here
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[BatchServer]:
    """With a model of a known price, and two articles on two events in `news`."""
    del run
    Path("news").mkdir()
    for name, sentence in zip(("ferry", "frost"), TOLD, strict=True):
        text = f"{sentence.rpartition(' ')[0]}\n\n" + f"{sentence} " * 6
        Path(f"news/{name}.txt").write_text(text, encoding="utf-8")
    with serving_batches() as served:
        for variable, value in {
            "OPENAI_API_KEY": "none",
            "OPENAI_BASE_URL": served.base_url,
            "DIGEST_LLM__PRICE_INPUT": "1",
            "DIGEST_LLM__PRICE_OUTPUT": "10",
            "DIGEST_LLM__STORIES_PER_REQUEST": "1",
            "DIGEST_LLM__WORKERS": "1",
        }.items():
            monkeypatch.setenv(variable, value)
        yield served


def editions() -> list[Digest]:
    folder = Path("digests")
    return [digest_file.load(one) for one in sorted(folder.iterdir())] if folder.exists() else []


def sentences(edition: Digest) -> set[str]:
    return {point.text for story in edition.stories for point in story.summary.points}


def methods(edition: Digest) -> set[str]:
    return {story.summary.method for story in edition.stories}


def test_a_batch_is_sent_and_the_next_build_makes_the_edition(
    run: Run, server: BatchServer
) -> None:
    sent = run("build", "news", "--batch")

    assert (sent.code, sent.out) == (0, "")
    assert "sent 2 requests as batch_0" in sent.err
    assert "15 October 2026" in sent.err
    assert [] == editions()
    assert [] == server.live
    assert {"POST"} == {line["method"] for line in server.lines()}

    server.complete()
    made = run("build", "news")

    assert made.code == 0
    [edition] = editions()
    assert {"model"} == methods(edition)
    assert set(TOLD.values()) == sentences(edition)
    assert {"judgement"} == set(server.live)
    assert 2 == edition.usage.batched
    assert "2 of them at the price of batches" in made.err


def test_what_is_not_done_yet_is_said_and_changes_nothing(run: Run, server: BatchServer) -> None:
    run("build", "news", "--batch")
    server.batches[0]["status"] = "in_progress"
    server.batches[0]["request_counts"] = {"total": 2, "completed": 1, "failed": 0}

    for words in (["news"], ["news", "--batch"], ["--resume"]):
        looked = run("build", *words)

        assert looked.code == 0
        assert "batch_0 is not done yet (in_progress, 1 of 2 done)" in looked.err
    assert [] == editions()
    assert 1 == len(server.batches)


def test_the_edition_is_made_of_what_the_sending_build_has_read(
    run: Run, server: BatchServer
) -> None:
    """News that came since would change the questions, and the batch be paid for nothing."""
    run("build", "news", "--batch")
    Path("news/late.txt").write_text("Harbour shut\n\n" + "The harbour is shut. " * 9)
    Path("news/ferry.txt").unlink()
    server.complete()

    run("build", "--resume")

    assert set(TOLD.values()) == sentences(editions()[0])
    assert run("build", "--resume").code == 2
    run("build", "news", "--again")
    assert "The harbour is shut" in {story.headline for story in editions()[1].stories}


def test_an_edition_without_news_waits_no_longer(run: Run, server: BatchServer) -> None:
    """It is looked at once, and not at each build that follows; --again waits with it."""
    run("build", "news", "--batch")
    server.complete()
    run("build", "news")
    with open_store(Path("digest.sqlite")) as store:
        store.editions.mark_sent(str(next(Path("digests").iterdir()).resolve()))

    run("build", "news", "--batch", "--model", "another")
    server.complete(1)
    assert 7 == run("build", "--resume", "--model", "another").code
    assert 2 == run("build", "--resume", "--model", "another").code, "nothing waits"

    run("build", "news", "--batch", "--again", "--model", "a third")
    server.complete(2)
    assert 0 == run("build", "--resume", "--model", "a third").code
    assert 2 == len(editions())


def test_other_sources_are_told_at_once_meanwhile(run: Run, server: BatchServer) -> None:
    run("build", "news", "--batch")

    assert run("build", "news/ferry.txt").code == 0
    assert 1 == len(editions())
    assert run("build", "news/frost.txt", "--batch").code == 2
    assert 1 == len(server.batches)


@pytest.mark.parametrize("status", ["expired", "cancelled", "completed"])
def test_what_a_batch_has_not_answered_is_asked_at_once(
    run: Run, server: BatchServer, status: str
) -> None:
    run("build", "news", "--batch")
    one, other = server.answered()
    server.end(status, [one], [expired(other["custom_id"])])

    made = run("build", "news")

    assert "1 of 2 requests answered" in made.err
    assert {"model"} == methods(editions()[0])
    assert 1 == server.live.count("draft")


@pytest.mark.parametrize("status", [400, 429, 500])
def test_a_request_that_failed_in_its_batch_is_asked_at_once(
    run: Run, server: BatchServer, status: int
) -> None:
    run("build", "news", "--batch")
    one, other = server.answered()
    fault = line_of(other["custom_id"], {"error": {"message": "no"}}, status)
    server.end("completed", [one], [fault])

    run("build", "news")

    assert {"model"} == methods(editions()[0])
    assert 1 == editions()[0].usage.batched


def test_a_batch_that_failed_whole_says_why_and_is_asked_at_once(
    run: Run, server: BatchServer
) -> None:
    run("build", "news", "--batch")
    why = {"code": "token_limit_exceeded", "message": "Enqueued token limit reached", "line": None}
    server.batches[0]["errors"] = {"object": "list", "data": [why]}
    server.end("failed", [])

    made = run("build", "news")

    assert "batch_0 failed (Enqueued token limit reached): 0 of 2" in made.err
    assert {"model"} == methods(editions()[0])
    assert 2 == server.live.count("draft")


def test_answers_to_nobodys_questions_are_left_alone(run: Run, server: BatchServer) -> None:
    """A line of another name, a broken line, one that is no answer: the others still count."""
    run("build", "news", "--batch")
    one, other = server.answered()
    stranger = line_of("0" * 64, completion({"stories": []}))
    server.end("completed", [one, stranger, {"custom_id": 7}, {}, other, other])
    server.files["file-output0"] = "<html>\n\n" + server.files["file-output0"] + '{"custom_id": "'

    run("build", "news")

    assert {"model"} == methods(editions()[0])
    assert 0 == server.live.count("draft")
    assert 2 == editions()[0].usage.batched
    with open_store(Path("digest.sqlite")) as store:
        assert store.answers.get("0" * 64) is None


def test_a_batch_that_arrived_unnoticed_is_found_again(run: Run, server: BatchServer) -> None:
    """The sending build died, or the network, after the server took the batch."""
    server.loses.append("POST /v1/batches")
    lost = run("build", "news", "--batch")
    server.loses.clear()

    assert lost.code == 5
    assert 1 == len(server.batches)
    assert "batch_0 is not done yet" in run("build", "news").err
    server.complete()
    assert run("build", "--resume").code == 0
    assert {"model"} == methods(editions()[0])
    assert 0 == server.live.count("draft")


def test_a_batch_that_never_arrived_is_sent_again(run: Run, server: BatchServer) -> None:
    server.loses.append("POST /v1/batches")
    run("build", "news", "--batch")
    server.loses.clear()
    server.batches.clear()

    assert "sent 2 requests as batch_0" in run("build", "news").err
    server.complete()
    run("build", "news")
    assert {"model"} == methods(editions()[0])


def test_a_build_that_dies_while_it_collects_counts_nothing_twice(
    run: Run, server: BatchServer
) -> None:
    run("build", "news", "--batch")
    server.complete()
    server.refuses["POST /v1/chat"] = (401, "no such key")  # the judging
    Path("digests").write_text("in the way of the edition", encoding="utf-8")
    assert run("build", "news").code != 0
    server.refuses.clear()
    Path("digests").unlink()

    run("build", "news")

    usage = editions()[0].usage
    assert 2 == usage.batched
    assert 0 == server.live.count("draft")


def test_a_server_without_batches_is_said_and_nothing_waits(run: Run, server: BatchServer) -> None:
    server.refuses["POST /v1/files"] = (404, "no such page")

    refused = run("build", "news", "--batch")

    assert refused.code == 5
    assert "refuses the batch: 404 no such page" in refused.err
    assert run("build", "--resume").code == 2


def test_a_refused_batch_leaves_nothing_behind(run: Run, server: BatchServer) -> None:
    server.refuses["POST /v1/batches"] = (400, "this model is not for batches")

    assert run("build", "news", "--batch").code == 5
    assert run("build", "--resume").code == 2


def test_a_batch_that_the_server_forgot_is_asked_at_once(run: Run, server: BatchServer) -> None:
    run("build", "news", "--batch")
    server.refuses["GET /v1/batches"] = (404, "No batch found")

    assert "the server knows it no more" in run("build", "news").err
    assert {"model"} == methods(editions()[0])


def test_all_may_go_in_batches_that_follow(
    run: Run, server: BatchServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIGEST_LLM__BATCH", "all")
    run("build", "news", "--batch")
    server.complete()

    assert "sent 1 request as batch_1" in run("build", "news").err
    assert [] == editions()
    server.complete(1)
    assert run("build", "news").code == 0

    assert [] == server.live
    assert set(TOLD.values()) == sentences(editions()[0])
    assert 3 == editions()[0].usage.batched


def test_what_is_doubted_is_written_again_in_batches_too(
    run: Run, server: BatchServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Drafts, judging, repairs: each batch brings the edition one step further."""
    monkeypatch.setenv("DIGEST_LLM__BATCH", "all")
    doubted = next(iter(TOLD.values()))
    server.doubts = [doubted]
    run("build", "news", "--batch")
    for number in range(3):
        server.complete(number)
        ran = run("build", "--resume")
        assert f"as batch_{number + 1}" in ran.err or number == 2

    assert {"draft", "judgement", "repair"} == {
        form_of(line["body"]) for number in range(3) for line in server.lines(number)
    }
    assert [] == server.live
    [edition] = editions()
    assert doubted not in sentences(edition)
    assert {"model"} == methods(edition)


def test_no_request_goes_into_two_batches(
    run: Run, server: BatchServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or a server that answers none in time would put the edition off for ever."""
    monkeypatch.setenv("DIGEST_LLM__BATCH", "all")
    run("build", "news", "--batch")
    one, other = server.answered()
    server.end("expired", [one], [expired(other["custom_id"])])

    run("build", "news")
    server.end("expired", [], batch=1)
    run("build", "news")

    assert {"model"} == methods(editions()[0])
    assert 1 == server.live.count("draft")
    assert 2 == len(server.batches)


def test_what_is_asked_at_once_after_all_has_the_whole_budget(
    run: Run, server: BatchServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was set aside for a batch that nobody takes comes back."""
    monkeypatch.setenv("DIGEST_LLM__BATCH", "all")
    run("build", "news", "--batch")
    server.complete()
    server.refuses["POST /v1/files"] = (400, "billing limit")

    run("build", "news", "--budget", "0.06")

    assert {"model"} == methods(editions()[0])


def test_an_edition_that_is_not_written_is_booked_once(run: Run, server: BatchServer) -> None:
    """`digest cost` sums what was paid: the batch once, however often it is collected."""
    run("build", "news", "--batch")
    server.complete()
    Path("digests").write_text("in the way of the edition", encoding="utf-8")
    for _ in range(2):
        assert run("build", "news").code != 0
    Path("digests").unlink()

    run("build", "news")

    assert 2 == editions()[0].usage.batched
    with open_store(Path("digest.sqlite")) as store:
        booked = sum(bill.requests for bill in store.spending.bills())
    exam, batched = EXAM_REQUESTS, 2
    assert exam + batched + len(server.live) == booked


def test_a_feed_is_read_once_the_edition_is_written(
    run: Run, server: BatchServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Until then its items are new; then those that the edition has told are not."""
    monkeypatch.setenv("DIGEST_FETCH__ALLOW_NETWORKS", '["127.0.0.0/8"]')
    monkeypatch.setenv("DIGEST_FETCH__FULL_TEXT", "false")
    items = [item(at, sentence) for at, sentence in enumerate(TOLD)]
    server.feed = FEED.format("".join(items))
    address = server.base_url.replace("/v1", "/feed")
    assert "sent 2 requests" in run("build", address, "--batch").err
    server.feed = FEED.format("".join([item(2, "The harbour of Tarn is shut for a week."), *items]))

    server.complete()
    assert run("build", address).code == 0
    assert run("build", address).code == 10, "this server knows nothing of the third item"
    assert run("build", address).code == 7

    told = [{article.title for article in edition.articles} for edition in editions()]
    assert [{"Item 0", "Item 1"}, {"Item 2"}] == told


def test_what_follows_is_asked_at_once_where_no_batch_is_taken(
    run: Run, server: BatchServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIGEST_LLM__BATCH", "all")
    run("build", "news", "--batch")
    server.complete()
    server.refuses["POST /v1/files"] = (400, "billing limit")

    assert "the rest is asked at once" in run("build", "news").err
    assert {"model"} == methods(editions()[0])


def test_a_batch_costs_half_and_the_limit_is_kept(
    run: Run, server: BatchServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The most that is sent can cost is set aside, as it is for what is asked at once."""
    run("build", "news/ferry.txt")  # the exam
    monkeypatch.setenv("DIGEST_LLM__MAX_COST", "0.02")
    monkeypatch.setenv("DIGEST_EDITION__TITLE", "By Batch")

    assert "sent 1 request as batch_0" in run("build", "news/frost.txt", "news", "--batch").err
    server.complete()
    monkeypatch.delenv("DIGEST_LLM__MAX_COST")
    run("build", "--resume")

    usage = editions()[1].usage
    live = usage.requests - usage.batched
    assert usage.cost == pytest.approx(0.002 * live + 0.001 * usage.batched)


def test_nothing_is_told_before_the_edition_is_written(run: Run, server: BatchServer) -> None:
    """A reader of the memory (`--since last`, earlier editions) sees no edition that waits."""
    run("build", "news", "--batch")

    with open_store(Path("digest.sqlite")) as store:
        assert 1 == store.editions.next_number("The Digest", [])
        assert 1 == len(store.batches.sent("The Digest"))
    server.complete()
    run("build", "news")
    with open_store(Path("digest.sqlite")) as store:
        assert store.batches.kept("The Digest") is None
        assert [] == store.batches.sent("The Digest")


def test_two_builds_at_once_send_one_batch(
    run: Run, server: BatchServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one that comes second is told so, by the code for trying again."""
    with open_store(Path("digest.sqlite")) as store, monkeypatch.context() as elsewhere:
        elsewhere.setattr("platform.node", lambda: "another")
        assert store.leases.claim("batch The Digest")

    assert run("build", "news", "--batch").code == 9
    assert [] == server.batches


def test_a_field_for_asking_at_once_is_not_in_a_batch(
    run: Run, server: BatchServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DIGEST_LLM__PARAMETERS", json.dumps({"service_tier": "flex"}))

    run("build", "news", "--batch")

    assert all("service_tier" not in line["body"] for line in server.lines())
    server.complete()
    run("build", "news")
    assert 0 == server.live.count("draft")


def test_a_model_in_this_process_takes_no_batch(
    run: Run, server: BatchServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("xllamacpp")
    monkeypatch.delenv("OPENAI_BASE_URL")
    monkeypatch.setenv("DIGEST_LLM__GGUF", "small.gguf")
    Path("small.gguf").write_bytes(b"GGUF")

    assert run("build", "news", "--batch").code == 2


def test_a_batch_without_a_model_is_a_wrong_call(run: Run) -> None:
    assert run("build", ".", "--batch").code == 2
    assert run("build", "--resume").code == 2
