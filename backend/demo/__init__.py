"""The sample organisation, small and large."""

from backend.demo.organisation import ADMIN, CURATOR, PASSWORD, NoSample, prepare

__all__ = ["ADMIN", "CURATOR", "PASSWORD", "NoSample", "prepare"]
