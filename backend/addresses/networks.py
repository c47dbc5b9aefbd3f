"""Networks of data centres, from a file that whoever runs the server keeps: no reader calls from there."""

from bisect import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Address, IPv6Network, collapse_addresses, ip_address, ip_network
from pathlib import Path

FAULTS_TOLD = 5
Network = IPv4Network | IPv6Network
Ranges = tuple[Sequence[int], Sequence[int]]  # first and last addresses, ascending


@dataclass(frozen=True)
class Networks:
    """`ranges`: by IP version, without overlaps."""

    ranges: dict[int, Ranges]

    def have(self, address: str) -> bool:
        """Does `address` (as the connection names it) lie in one of them?"""
        try:
            found = ip_address(address)
        except ValueError:
            return False
        if isinstance(found, IPv6Address):
            found = found.ipv4_mapped or found
        first, last = self.ranges.get(found.version, ((), ()))
        place = bisect(first, int(found)) - 1
        return place >= 0 and int(found) <= last[place]


NOWHERE = Networks({})


def read(path: Path) -> Networks:
    """A network or address a line, `#` begins a comment. Raises OSError, or ValueError with the lines."""
    networks: list[Network] = []
    faults: list[str] = []
    for number, line in enumerate(path.read_text("utf-8-sig").splitlines(), start=1):
        if said := line.partition("#")[0].strip():
            try:
                networks.append(ip_network(said, strict=False))
            except ValueError:
                faults.append(f"line {number}: “{said[:60]}” is no network such as 192.0.2.0/24")
    if faults:
        more = [f"and {len(faults) - FAULTS_TOLD} lines more"] if len(faults) > FAULTS_TOLD else []
        raise ValueError("; ".join(faults[:FAULTS_TOLD] + more))
    return Networks({version: _ranges(networks, version) for version in (4, 6)})


def _ranges(networks: Iterable[Network], version: int) -> Ranges:
    apart = sorted(collapse_addresses(one for one in networks if one.version == version))  # type: ignore[type-var]
    return [int(one[0]) for one in apart], [int(one[-1]) for one in apart]
