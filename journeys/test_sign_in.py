"""Signing in as people do it: password, passkey, invitation; and every page of it under axe."""

from collections.abc import Callable

from django.urls import reverse
from playwright.sync_api import Page, expect

from conftest import Cast
from journeys.conftest import Walk, assert_accessible, follow
from klappt.accounts.tests.factories import PASSWORD
from klappt.alliances.tests.factories import an_invitation

OpenWindow = Callable[..., Walk]


def hold_a_key(walk: Walk) -> None:
    """A device that can keep passkeys and asks for a finger, as the browser's own test tools bring it."""
    devtools = walk.context.new_cdp_session(walk.page)
    devtools.send("WebAuthn.enable")
    devtools.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )


def sign_in_by_password(page: Page, email: str) -> None:
    page.get_by_label("E-Mail").fill(email)
    page.get_by_label("Passwort", exact=True).fill(PASSWORD)
    follow(page.get_by_role("button", name="Anmelden", exact=True))


def test_a_passkey_is_set_up_and_signs_in(open_window: OpenWindow, cast: Cast) -> None:
    walk = open_window()
    hold_a_key(walk)
    page = walk.go(reverse("account_login"))
    sign_in_by_password(page, cast.alma.email)
    expect(page).to_have_url(walk.base + reverse("alliances:home", args=[cast.alliance.key]))

    walk.go(reverse("mfa_index"))
    follow(page.get_by_role("link", name="Passkey einrichten"))
    page.get_by_label("Passwort", exact=True).fill(PASSWORD)
    follow(page.get_by_role("button", name="Bestätigen"))
    page.get_by_label("Name").fill("Laptop im Büro")
    follow(page.get_by_role("button", name="Diesen Passkey einrichten"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Ersatzcodes")
    walk.go(reverse("mfa_list_webauthn"))
    expect(page.get_by_role("table")).to_contain_text("Laptop im Büro")

    walk.go(reverse("account_logout"))
    follow(page.get_by_role("main").get_by_role("button", name="Abmelden"))
    walk.go(reverse("account_login"))
    page.get_by_role("button", name="Mit einem Passkey anmelden").click()
    expect(page).to_have_url(walk.base + reverse("alliances:home", args=[cast.alliance.key]))


def test_without_a_passkey_the_page_says_what_to_do(open_window: OpenWindow, cast: Cast) -> None:
    walk = open_window()
    hold_a_key(walk)
    page = walk.go(reverse("account_login"))
    page.get_by_role("button", name="Mit einem Passkey anmelden").click()
    expect(page.get_by_text("Mit dem Passkey hat es nicht geklappt.")).to_be_visible()


def test_from_the_invitation_to_the_first_page(open_window: OpenWindow, cast: Cast) -> None:
    _, secret = an_invitation(cast.alliance, cast.alma, "nora@example.org")
    page = open_window(width=360).go(reverse("alliances:accept", args=[secret]))
    page.get_by_label("Ihr Name").fill("Nora Neumann")
    page.get_by_label("Passwort", exact=True).fill(PASSWORD)
    page.get_by_label("Passwort, noch einmal").fill(PASSWORD)
    follow(page.get_by_role("button", name="Einladung annehmen"))
    expect(page.get_by_text("Willkommen. Sie arbeiten jetzt in Bündnis hier mit.")).to_be_visible()


OPEN = ("account_login", "account_reset_password", "account_signup")
OWN = ("accounts:profile", "mfa_index", "account_email", "account_change_password", "usersessions_list")
OF_THE_ALLIANCE = ("alliances:team", "alliances:invite", "alliances:rights")


def test_nothing_keeps_anybody_out(open_window: OpenWindow, cast: Cast, theme: str, width: int) -> None:
    stranger = open_window(theme=theme, width=width)
    _, secret = an_invitation(cast.alliance, cast.alma)
    alma = open_window(theme=theme, width=width).sign_in(cast.alma)
    pages = [
        *((stranger, reverse(name)) for name in OPEN),
        (stranger, reverse("alliances:accept", args=[secret])),
        *((alma, reverse(name)) for name in OWN),
        *((alma, reverse(name, args=[cast.alliance.key])) for name in OF_THE_ALLIANCE),
    ]
    for walk, address in pages:
        assert_accessible(walk.go(address))
        walk.no_wider_than_the_window()
