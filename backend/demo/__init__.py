"""The sample organisation, small and large."""

from backend.demo.organisation import ADMIN, PASSWORD, NoSample, prepare

__all__ = ["ADMIN", "PASSWORD", "NoSample", "prepare"]
