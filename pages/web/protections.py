"""Settings that the guard counts on, asserted at every start."""

import streamlit as st

REQUIRED = {
    "browser.gatherUsageStats": False,
    "client.showErrorDetails": "none",
    "logger.hideWelcomeMessage": True,
    "server.baseUrlPath": "",
    "server.enableAgentApi": False,
    "server.enableCORS": True,
    "server.enableStaticServing": False,
    "server.enableXsrfProtection": True,
    "server.showEmailPrompt": False,
    "server.trustedUserHeaders": {"x-simpul-browser": "browser"},
}


class UnsafeSettings(RuntimeError):
    """A protection is switched off, by file, environment or flag; the server doesn't open."""


def refuse_unsafe_settings() -> None:
    """Compare the settings in force, wherever they came from, with those that the guard counts on."""
    wrong = [f"{name} must be {wanted!r}, is {st.get_option(name)!r}" for name, wanted in REQUIRED.items() if st.get_option(name) != wanted]
    if wrong:
        raise UnsafeSettings("; ".join(wrong))
