"""The sample organisation, small and large."""

from backend.demo.organisation import ADMIN, COUNCIL, CURATOR, PASSWORD, NoSample, prepare

__all__ = ["ADMIN", "COUNCIL", "CURATOR", "PASSWORD", "NoSample", "prepare"]
