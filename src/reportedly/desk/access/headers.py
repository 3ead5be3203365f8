"""Security headers: what browsers may do with a page of the desk. They go with every answer.

No page holds script or style of its own, nothing comes from anywhere else, and nobody may frame the desk.
"""

from collections.abc import Mapping
from types import MappingProxyType

POLICY: Mapping[str, str] = MappingProxyType(
    {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "worker-src": "'self'",
        "manifest-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": "'none'",
        "object-src": "'none'",
    }
)
"""Content-Security-Policy (W3C, level 3): directive -> what it admits."""


def policy(**more: str) -> str:
    """Return the policy as a header; a page that needs more names it, as `policy(worker_src="blob:")`."""
    said = dict(POLICY)
    for name, value in more.items():
        directive = name.replace("_", "-")
        said[directive] = f"{said[directive]} {value}"
    return "; ".join(f"{name} {value}" for name, value in said.items())


HEADERS: Mapping[str, str] = MappingProxyType(
    {
        "content-security-policy": policy(),
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
        "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    }
)
"""What goes with every answer, unless the handler says otherwise of the same header."""
ONLY_HTTPS = ("strict-transport-security", "max-age=31536000")
"""What goes with it too where browsers come over https: for a year they come no other way (RFC 6797)."""
