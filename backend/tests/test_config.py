"""Configuration: nothing unsafe by default, and every fault says how to mend it."""

from pathlib import Path

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
    ("given", "meant"),
    [
        ("PLAINSPOKEN_SECERT", "PLAINSPOKEN_SECRET"),
        ("PLAINSPOKEN_MAILFROM", "PLAINSPOKEN_MAIL_FROM"),
        ("PLAINSPOKEN_DATA_CENTERS", "PLAINSPOKEN_DATA_CENTRES"),
        ("PLAINSPOKEN_METRIC_TOKEN", "PLAINSPOKEN_METRICS_TOKEN"),
        ("PLAINSPOKEN_OIDC_GROUP_CLAIM", "PLAINSPOKEN_OIDC_GROUPS_CLAIM"),
        ("PLAINSPOKEN_EXTENSION_ID", "PLAINSPOKEN_EXTENSION_IDS"),
        ("PLAINSPOKEN_PROXY", "PLAINSPOKEN_PROXIES"),
        ("PLAINSPOKEN_PUBLIC_URL", "PLAINSPOKEN_URL"),
        ("PLAINSPOKEN_OIDC_SECRET", "PLAINSPOKEN_OIDC_CLIENT_SECRET"),
        ("PLAINSPOKEN_DATABASE_URL", "DATABASE_URL"),
    ],
)
def test_a_name_that_is_nearly_right_is_not_passed_over(given: str, meant: str) -> None:
    with pytest.raises(ConfigError, match=f"{given} is no setting. Did you mean {meant}?"):
        from_environment({"PLAINSPOKEN_SECRET": SECRET, given: "x"})


@pytest.mark.parametrize(
    "given",
    ["PLAINSPOKEN_SERVICE_HOST", "PLAINSPOKEN_PORT_5005_TCP", "PLAINSPOKEN_PORT", "PLAINSPOKEN_MAILER"],
)
def test_what_others_set_for_a_service_of_our_name_does_no_harm(given: str) -> None:
    assert from_environment({"PLAINSPOKEN_SECRET": SECRET, given: "x"}).secret == SECRET


@pytest.mark.parametrize(
    "url",
    [
        "http://plainspoken.example.com",
        "http://127.0.0.1.evil.example",
        "http://localhost.evil.example",
        "https://plainspoken.example.com/path",
        "https://user@plainspoken.example.com",
        "ftp://127.0.0.1",
        "https://plain spoken.example.com",
        " https://plainspoken.example.com",
        "https://plainspoken.example.com:abc",
        "https://plainspoken.example.com:99999",
        "https://plainspoken.example.com:0",
        "https://plainspoken.example.com:",
        "https://plainspöken.example.com",
        "https://[::1",
        "https://[zz]",
        "plainspoken.example.com",
    ],
)
def test_an_address_that_is_not_safe_is_refused(url: str) -> None:
    with pytest.raises(ConfigError, match="PLAINSPOKEN_URL"):
        from_environment({"PLAINSPOKEN_SECRET": SECRET, "PLAINSPOKEN_URL": url, "PLAINSPOKEN_PROXIES": "1"})


@pytest.mark.parametrize(
    "url", ["https://plainspoken.example.com", "http://127.0.0.1:5005", "http://[::1]:5005"]
)
def test_https_and_loopback_are_fine(url: str) -> None:
    env = {"PLAINSPOKEN_SECRET": SECRET, "PLAINSPOKEN_URL": url, "PLAINSPOKEN_PROXIES": "1"}
    assert from_environment(env).public_url == url


@pytest.mark.parametrize("url", ["HTTPS://Plainspoken.Example.com", f"{HTTPS}:443", f"{HTTPS}:443/"])
def test_the_address_is_read_as_browsers_send_it(url: str) -> None:
    """Else no form would be taken: browsers name themselves in lower case and without the usual port."""
    env = {"PLAINSPOKEN_SECRET": SECRET, "PLAINSPOKEN_URL": url}
    with pytest.raises(ConfigError, match="PLAINSPOKEN_PROXIES is not set"):
        from_environment(env)
    assert from_environment(env | {"PLAINSPOKEN_PROXIES": "1"}).public_url == HTTPS


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


@pytest.mark.parametrize("given", ["sqlite:///data/x.db", "sqlite+pysqlite:///data/x.db"])
def test_a_relative_path_to_sqlite_begins_where_the_command_is_run(
    given: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    config = from_environment({"PLAINSPOKEN_SECRET": SECRET, "DATABASE_URL": given})
    assert config.database_url == f"sqlite:///{tmp_path}/data/x.db"
    assert (
        from_environment({"PLAINSPOKEN_SECRET": SECRET}).database_url
        == f"sqlite:///{tmp_path}/plainspoken.db"
    )


def test_a_whole_path_to_sqlite_stays_as_it_is() -> None:
    config = from_environment({"PLAINSPOKEN_SECRET": SECRET, "DATABASE_URL": "sqlite:////var/x.db?timeout=5"})
    assert config.database_url == "sqlite:////var/x.db?timeout=5"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("sqlite:///", "names no file"),
        ("sqlite:///:memory:", "names no file"),
        ("sqlite:///file:x.db?uri=true", "names no file"),
        ("sqlite://x.db", "Three slashes"),
        ("sqlite3:///x.db", "must begin with sqlite:///"),
        ("postgresql://me@host/name?password=hidden", "Write user:password@ before the host"),
        ("postgresql+asyncpg://me:hidden@host/name", "leave out what stands behind a +"),
        ("postgresql:/me:hidden@host/name", "must begin with"),
        ("postgresql://me:hid@den@host/name", "%40 %3A %2F"),
        ("postgresql://me:hid@den:x@host/name", "%40 %3A %2F"),
        ("postgresql://m/e:hidden@host/name", "%40 %3A %2F"),
        ("postgresql://me:hidden", "port that is no number"),
        ("postgresql://me:hidden@host:abc/name", "port that is no number"),
        ("postgresql://me:hidden@host:99999/name", "from 1 to 65535"),
        ("postgresql://me:hidden@host", "names no database"),
    ],
)
def test_a_slip_in_the_address_of_the_database_is_told_without_its_password(given: str, said: str) -> None:
    with pytest.raises(ConfigError, match="DATABASE_URL") as told:
        from_environment({"PLAINSPOKEN_SECRET": SECRET, "DATABASE_URL": given})
    assert said in told.value.message
    assert "hid" not in told.value.message
    assert "den" not in told.value.message


def test_no_secret_is_in_what_is_printed_of_the_settings() -> None:
    env = {
        "PLAINSPOKEN_SECRET": "hidden" * 6,
        "DATABASE_URL": "postgresql://me:hidden@host/name",
        "PLAINSPOKEN_MAIL": "smtp://me:hidden@mail.example.org",
        "PLAINSPOKEN_MAIL_FROM": "a@acme.example",
        "PLAINSPOKEN_METRICS_TOKEN": "hidden",
    }
    assert "hidden" not in repr(from_environment(env))


def test_an_address_that_is_refused_is_quoted_without_a_password() -> None:
    env = {"PLAINSPOKEN_SECRET": SECRET, "PLAINSPOKEN_URL": "http://me:hidden@127.0.0.1:5005"}
    with pytest.raises(ConfigError, match="somebody’s name") as told:
        from_environment(env)
    assert "hidden" not in told.value.message


@pytest.mark.parametrize("given", ["nonsense", "a" * 32 + "," + "b" * 32, "A" * 32, "z" * 32])
def test_an_id_that_no_extension_has_is_refused(given: str) -> None:
    with pytest.raises(ConfigError, match="PLAINSPOKEN_EXTENSION_IDS must be ids of 32 letters"):
        from_environment({"PLAINSPOKEN_SECRET": SECRET, "PLAINSPOKEN_EXTENSION_IDS": given})


def test_several_extensions_stand_with_spaces_between() -> None:
    ids = ("a" * 32, "b" * 32)
    config = from_environment({"PLAINSPOKEN_SECRET": SECRET, "PLAINSPOKEN_EXTENSION_IDS": " ".join(ids)})
    assert config.extension_ids == ids


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


@pytest.mark.parametrize(
    "url",
    [
        *("mail.example.org", "http://mail.example.org", "smtp://", "smtp:25"),
        *("smtp://mail.example.org:abc", "smtp://mail.example.org:99999", "smtp://mail.example.org:0"),
        *("smtp://me:hid/den@mail.example.org:587", "smtp://me:12/den@mail.example.org"),
        *("smtp://me:12?den@mail.example.org", "smtp://me:12#den@mail.example.org", "smtp://[::1"),
        *("file://", "file://spool/letters"),
    ],
)
def test_a_mail_server_that_cannot_be_is_told_with_an_example(url: str) -> None:
    env = {"PLAINSPOKEN_SECRET": SECRET, "PLAINSPOKEN_MAIL": url, "PLAINSPOKEN_MAIL_FROM": "a@acme.example"}
    with pytest.raises(ConfigError, match="smtp://name:password@") as told:
        from_environment(env)
    assert "den" not in told.value.message


@pytest.mark.parametrize("name", ["me:gr%C3%BCn", "b\u00fcro:hidden"])
def test_a_name_or_password_that_no_mail_server_is_told_in_one_way_is_refused(name: str) -> None:
    url = f"smtp://{name}@b\u00fccher.example"
    env = {"PLAINSPOKEN_SECRET": SECRET, "PLAINSPOKEN_MAIL": url, "PLAINSPOKEN_MAIL_FROM": "a@acme.example"}
    with pytest.raises(ConfigError, match="Name and password") as told:
        from_environment(env)
    assert name.partition(":")[2] not in told.value.message
    assert from_environment(env | {"PLAINSPOKEN_MAIL": url.replace(name, "me:green")}).mail


@pytest.mark.parametrize(
    "sender",
    ["", "Acme", "a@acme.example\r\nBcc: x@y.example", "b\u00fcro@acme.example", "a@\u00e4cme.example"],
)
def test_a_mail_server_needs_a_sender(sender: str) -> None:
    env = {"PLAINSPOKEN_SECRET": SECRET, "PLAINSPOKEN_MAIL": "smtps://mail.example.org"}
    with pytest.raises(ConfigError, match="PLAINSPOKEN_MAIL_FROM"):
        from_environment(env | {"PLAINSPOKEN_MAIL_FROM": sender})


def test_a_sender_without_a_mail_server_sends_nothing_and_is_told() -> None:
    with pytest.raises(ConfigError, match=r"PLAINSPOKEN_MAIL_FROM is set without PLAINSPOKEN_MAIL\."):
        from_environment({"PLAINSPOKEN_SECRET": SECRET, "PLAINSPOKEN_MAIL_FROM": "a@acme.example"})


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
        ({"ISSUER": ""}, "OIDC_CLIENT_ID is set without PLAINSPOKEN_OIDC_ISSUER"),
        ({"ISSUER": "https://me:x@login.example.com"}, "somebody’s name"),
        ({"TRUSTS_EMAIL": "true"}, "OIDC_TRUSTS_EMAIL must be 1"),
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
