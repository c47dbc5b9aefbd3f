"""Names of settings: one that is nearly right would be passed over, and nobody would hear of it."""

from collections.abc import Iterable
from difflib import get_close_matches

from backend.config_error import ConfigError

OURS = "PLAINSPOKEN_"
NAMES = (
    "PLAINSPOKEN_SECRET",
    "PLAINSPOKEN_URL",
    "PLAINSPOKEN_PROXIES",
    "PLAINSPOKEN_MAIL",
    "PLAINSPOKEN_MAIL_FROM",
    "PLAINSPOKEN_OIDC_ISSUER",
    "PLAINSPOKEN_OIDC_CLIENT_ID",
    "PLAINSPOKEN_OIDC_CLIENT_SECRET",
    "PLAINSPOKEN_OIDC_ROLES_CLAIM",
    "PLAINSPOKEN_OIDC_ROLES",
    "PLAINSPOKEN_OIDC_GROUPS_CLAIM",
    "PLAINSPOKEN_OIDC_TRUSTS_EMAIL",
    "PLAINSPOKEN_METRICS_TOKEN",
    "PLAINSPOKEN_DATA_CENTRES",
    "PLAINSPOKEN_EXTENSION_IDS",
)
# what one might call them from other programs, where it is far from ours
ELSEWHERE = {
    "PLAINSPOKEN_BASE_URL": "PLAINSPOKEN_URL",
    "PLAINSPOKEN_DATABASE_URL": "DATABASE_URL",
    "PLAINSPOKEN_MAIL_SERVER": "PLAINSPOKEN_MAIL",
    "PLAINSPOKEN_MAIL_URL": "PLAINSPOKEN_MAIL",
    "PLAINSPOKEN_OIDC_SECRET": "PLAINSPOKEN_OIDC_CLIENT_SECRET",
    "PLAINSPOKEN_OIDC_URL": "PLAINSPOKEN_OIDC_ISSUER",
    "PLAINSPOKEN_PROXY": "PLAINSPOKEN_PROXIES",
    "PLAINSPOKEN_PUBLIC_URL": "PLAINSPOKEN_URL",
    "PLAINSPOKEN_SECRET_KEY": "PLAINSPOKEN_SECRET",
}
NEAR = 0.81  # what Kubernetes sets for a service of our name (PLAINSPOKEN_SERVICE_HOST) is far from all


def check(given: Iterable[str]) -> None:
    """Raises ConfigError with the name that was meant."""
    for name in sorted(set(given) - set(NAMES)):
        if name.startswith(OURS) and (meant := ELSEWHERE.get(name) or _nearest(name)):
            raise ConfigError(f"{name} is no setting. Did you mean {meant}?")


def _nearest(name: str) -> str | None:
    rests = [known.removeprefix(OURS) for known in NAMES]
    near = get_close_matches(name.removeprefix(OURS), rests, n=1, cutoff=NEAR)
    return OURS + near[0] if near else None
