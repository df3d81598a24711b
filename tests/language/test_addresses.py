"""Addresses tell who publishes, and which of them are one page."""

import pytest

from digest.language.addresses import publisher, same_page

PAGE = "https://post.example/news/bridge?id=3"


@pytest.mark.parametrize(
    ("address", "domain"),
    [
        ("https://sport.post.example/a", "post.example"),
        ("https://www.post.co.uk/a", "post.co.uk"),
        ("https://ada.github.io/post", "ada.github.io"),
        ("http://192.0.2.7/a", "192.0.2.7"),
        ("http://localhost/a", "localhost"),
        ("https://[broken", None),
        ("", None),
        (None, None),
    ],
)
def test_a_publisher_is_its_registered_domain(address: str | None, domain: str | None) -> None:
    """Sub-domains are its editions, unless the domain lends them to others."""
    assert domain == publisher(address)


@pytest.mark.parametrize(
    "address",
    [
        "http://post.example/news/bridge?id=3",
        "https://www.post.example/news/bridge/?id=3",
        "https://WWW.Post.example/news/bridge?id=3#comments",
        "https://amp.post.example/news/bridge?id=3",
        "https://m.post.example/news/bridge?id=3",
        "https://post.example/news/bridge/amp/?id=3",
        "https://post.example/news/bridge.amp?id=3",
        "https://post.example/amp/news/bridge?id=3",
        "https://post.example/news/bridge?id=3&utm_source=rss&fbclid=x",
        "https://post.example/news/bridge?amp=1&id=3",
        "https://post.example/news/bridge/index.html?id=3",
        "https://post-example.cdn.ampproject.org/c/s/post.example/news/bridge?id=3",
    ],
)
def test_one_page_has_many_addresses(address: str) -> None:
    """Protocol, www, light versions, slash, fragment and tracking make no other page."""
    assert same_page(PAGE) == same_page(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://post.example/news/bridge?id=4",
        "https://post.example/news/bridges?id=3",
        "https://sport.post.example/news/bridge?id=3",
        "https://post.example/news/camp?id=3",
        "https://amp.example/news/bridge?id=3",
    ],
)
def test_other_pages_stay_others(address: str) -> None:
    """What may lead elsewhere is never taken for the same."""
    assert same_page(PAGE) != same_page(address)


def test_a_broken_address_is_itself() -> None:
    """Nothing is known of it, so nothing is left away."""
    assert "https://[broken" == same_page("https://[broken")
