"""A real browser for the tests and the screenshots: Debian's chromium, headless, driven by selenium, offline."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selenium.webdriver import Chrome

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DRIVER = shutil.which("chromedriver")
WHY_NOT = (
    "" if CHROMIUM and DRIVER else "no chromium with chromedriver on this machine (Debian: apt install chromium-driver)"
)
# Seconds that a loaded machine may take before a test gives up; nothing waits longer than it must.
PATIENCE = 60


@contextmanager
def chromium() -> Iterator[Chrome]:
    """A fresh browser with a profile of its own, which is gone afterwards; it can reach this machine only."""
    from selenium.webdriver import Chrome, ChromeOptions
    from selenium.webdriver.chrome.service import Service

    options = ChromeOptions()
    options.binary_location = str(CHROMIUM)
    with tempfile.TemporaryDirectory(prefix="extract-browser-", ignore_cleanup_errors=True) as profile:
        for flag in (
            "headless=new", "no-sandbox", "disable-gpu", "disable-quic", "no-first-run", "disable-background-networking",
            "disable-component-update", "disable-sync", "disable-dev-shm-usage", "hide-scrollbars",
            "host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1", f"user-data-dir={profile}",
        ):  # fmt: skip
            options.add_argument(f"--{flag}")
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        # The driver's path is given, so that selenium looks for none on the web.
        browser = Chrome(options=options, service=Service(executable_path=str(DRIVER)))
        try:
            browser.set_page_load_timeout(PATIENCE)
            browser.set_script_timeout(PATIENCE)
            yield browser
        finally:
            browser.quit()


def shape(
    browser: Chrome, width: int, height: int, *, dark: bool = False, scale: float = 1, phone: bool = False
) -> None:
    """Makes the window as large as a screen, and asks for light or dark."""
    metrics = {"width": width, "height": height, "deviceScaleFactor": scale, "mobile": phone}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
    # Without motion: nothing is clicked while it still scrolls.
    features = {"prefers-color-scheme": "dark" if dark else "light", "prefers-reduced-motion": "reduce"}
    asked = [{"name": name, "value": value} for name, value in features.items()]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": asked})


def complaints(browser: Chrome) -> list[str]:
    """What the browser's console says that is wrong: script errors, refused loads, violations of the policy."""
    entries: list[dict[str, str]] = browser.get_log("browser")  # type: ignore[no-untyped-call]
    return [entry["message"] for entry in entries if "favicon" not in entry["message"]]


def screenshot(browser: Chrome, path: Path) -> None:
    """What the window shows, as PNG."""
    path.parent.mkdir(parents=True, exist_ok=True)
    browser.save_screenshot(str(path))
