"""The server stays shut when a protection is off, wherever it was switched off."""

import pytest

from pages.web import protections


def test_the_settings_of_this_installation_are_safe() -> None:
    protections.refuse_unsafe_settings()


PROTECTIONS = ["server.enableXsrfProtection", "server.enableCORS", "server.enableStaticServing", "server.enableAgentApi"]
SILENCES = ["browser.gatherUsageStats", "client.showErrorDetails", "logger.hideWelcomeMessage", "server.showEmailPrompt"]


@pytest.mark.parametrize("name", [*PROTECTIONS, *SILENCES, "server.trustedUserHeaders", "server.baseUrlPath"])
def test_the_server_stays_shut_when_a_protection_is_off(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Seen red with the line of that setting removed from REQUIRED."""
    monkeypatch.setattr(protections.st, "get_option", lambda asked: "lain" if asked == name else protections.REQUIRED[asked])

    with pytest.raises(protections.UnsafeSettings, match=name):
        protections.refuse_unsafe_settings()
