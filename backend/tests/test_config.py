"""Configuration: nothing unsafe by default, and every fault says how to mend it."""

import pytest

from backend.config import EXTENSION_ID, Config, ConfigError, Oidc, from_environment

SECRET = "s" * 32
HTTPS = "https://plainspoken.example.com"


def test_without_a_secret_there_is_no_start_and_the_error_says_how_to_make_one() -> None:
    with pytest.raises(ConfigError, match="token_urlsafe"):
        from_environment({})


def test_a_short_secret_is_refused() -> None:
    with pytest.raises(ConfigError, match="at least 32"):
        from_environment({"PLAINSPOKEN_SECRET": "short"})


@pytest.mark.parametrize(
    "url",
    [
        "http://plainspoken.example.com",
        "http://127.0.0.1.evil.example",
        "http://localhost.evil.example",
        "https://plainspoken.example.com/path",
        "https://user@plainspoken.example.com",
        "ftp://127.0.0.1",
        "plainspoken.example.com",
    ],
)
def test_an_address_that_is_not_safe_is_refused(url: str) -> None:
    with pytest.raises(ConfigError, match="PLAINSPOKEN_URL"):
        from_environment({"PLAINSPOKEN_SECRET": SECRET, "PLAINSPOKEN_URL": url, "PLAINSPOKEN_PROXIES": "1"})


@pytest.mark.parametrize(
    "url", ["https://plainspoken.example.com", "http://127.0.0.1:5005", "http://localhost:80"]
)
def test_https_and_loopback_are_fine(url: str) -> None:
    env = {"PLAINSPOKEN_SECRET": SECRET, "PLAINSPOKEN_URL": url, "PLAINSPOKEN_PROXIES": "1"}
    assert from_environment(env).public_url == url


def test_a_slash_at_the_end_of_the_address_does_no_harm() -> None:
    env = {"PLAINSPOKEN_SECRET": SECRET, "PLAINSPOKEN_URL": HTTPS + "/", "PLAINSPOKEN_PROXIES": "1"}
    assert from_environment(env).public_url == HTTPS


def test_with_an_https_address_somebody_must_say_how_many_proxies_there_are() -> None:
    env = {"PLAINSPOKEN_SECRET": SECRET, "PLAINSPOKEN_URL": HTTPS}
    with pytest.raises(ConfigError, match=r"PLAINSPOKEN_PROXIES is not set.*usually 1"):
        from_environment(env)
    assert from_environment(env | {"PLAINSPOKEN_PROXIES": "0"}).proxies == 0
    assert from_environment({"PLAINSPOKEN_SECRET": SECRET}).proxies == 0


@pytest.mark.parametrize("given", ["postgres://me@host/name", "postgresql://me@host/name"])
def test_postgres_addresses_as_hosters_write_them_work(given: str) -> None:
    config = from_environment({"PLAINSPOKEN_SECRET": SECRET, "DATABASE_URL": given})
    assert config.database_url == "postgresql+psycopg://me@host/name"


@pytest.mark.parametrize("given", ["plainspoken.db", "mysql://host/name", "sqlite"])
def test_a_database_we_do_not_know_is_refused(given: str) -> None:
    with pytest.raises(ConfigError, match="DATABASE_URL"):
        from_environment({"PLAINSPOKEN_SECRET": SECRET, "DATABASE_URL": given})


def test_a_number_of_proxies_that_is_no_number_is_refused() -> None:
    with pytest.raises(ConfigError, match="PLAINSPOKEN_PROXIES"):
        from_environment({"PLAINSPOKEN_SECRET": SECRET, "PLAINSPOKEN_PROXIES": "one"})


def test_the_extension_known_by_default_is_ours() -> None:
    assert from_environment({"PLAINSPOKEN_SECRET": SECRET}).extension_ids == (EXTENSION_ID,)


def test_the_demo_refuses_to_be_reached_from_outside() -> None:
    with pytest.raises(ConfigError, match="demo"):
        Config(SECRET, "sqlite://", "https://plainspoken.example.com", demo=True)


@pytest.mark.parametrize("url", ["mail.example.org", "http://mail.example.org", "smtp://", "smtp:25"])
def test_a_mail_server_that_cannot_be_is_told_with_an_example(url: str) -> None:
    env = {"PLAINSPOKEN_SECRET": SECRET, "PLAINSPOKEN_MAIL": url, "PLAINSPOKEN_MAIL_FROM": "a@acme.example"}
    with pytest.raises(ConfigError, match="smtp://name:password@"):
        from_environment(env)


@pytest.mark.parametrize("sender", ["", "Acme", "a@acme.example\r\nBcc: x@y.example"])
def test_a_mail_server_needs_a_sender(sender: str) -> None:
    env = {"PLAINSPOKEN_SECRET": SECRET, "PLAINSPOKEN_MAIL": "smtps://mail.example.org"}
    with pytest.raises(ConfigError, match="PLAINSPOKEN_MAIL_FROM"):
        from_environment(env | {"PLAINSPOKEN_MAIL_FROM": sender})


OIDC = {
    "PLAINSPOKEN_OIDC_ISSUER": "https://login.example.com/realms/acme",
    "PLAINSPOKEN_OIDC_CLIENT_ID": "plainspoken",
    "PLAINSPOKEN_OIDC_CLIENT_SECRET": "shared",
}


def oidc_of(**changes: str) -> Oidc | None:
    changed = {f"PLAINSPOKEN_OIDC_{name}": value for name, value in changes.items()}
    return from_environment({"PLAINSPOKEN_SECRET": SECRET, **OIDC, **changed}).oidc


def test_a_sign_in_service_is_one_with_its_claims_and_roles() -> None:
    assert from_environment({"PLAINSPOKEN_SECRET": SECRET}).oidc is None
    found = oidc_of(
        ROLES_CLAIM="groups",
        ROLES="CN=Admins,OU=IT=admin; Editors = curator",
        GROUPS_CLAIM="teams",
        TRUSTS_EMAIL="1",
    )
    assert found == Oidc(
        "https://login.example.com/realms/acme",
        "plainspoken",
        "shared",
        "groups",
        (("CN=Admins,OU=IT", "admin"), ("Editors", "curator")),
        "teams",
        True,
    )
    assert "shared" not in repr(found)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"ISSUER": "http://login.example.com"}, "OIDC_ISSUER must be"),
        ({"ISSUER": "login.example.com"}, "OIDC_ISSUER must be"),
        ({"ISSUER": "https://login.example.com/?a=b"}, "OIDC_ISSUER must be"),
        ({"CLIENT_ID": ""}, "OIDC_CLIENT_SECRET"),
        ({"CLIENT_SECRET": ""}, "OIDC_CLIENT_SECRET"),
        ({"ROLES": "Editors=curator"}, "go together"),
        ({"ROLES_CLAIM": "groups"}, "go together"),
        ({"ROLES_CLAIM": "groups", "ROLES": "Editors=boss"}, "Roles are employee"),
        ({"ROLES_CLAIM": "groups", "ROLES": "Editors"}, "Roles are employee"),
    ],
)
def test_a_sign_in_service_that_is_set_half_or_wrongly_is_refused(change: dict[str, str], said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        oidc_of(**change)
