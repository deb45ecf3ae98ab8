"""Endpoints: the one server that the client talks to."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass

import aiohttp
import discord
import yarl
from aiohttp.abc import AbstractResolver, ResolveResult
from discord.gateway import DiscordWebSocket
from discord.http import Route


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoints:
    """A server that speaks Discord's API."""

    #: Such as "http://127.0.0.1:8080/api/v10".
    api: str
    #: Such as "ws://127.0.0.1:8080/gateway".
    gateway: str

    @property
    def loopback(self) -> bool:
        """Whether both addresses are numbers of this machine."""
        return all(_is_loopback(yarl.URL(address).host or "") for address in (self.api, self.gateway))

    def apply(self) -> None:
        """Point discord.py at this server.

        The library keeps the addresses on its classes, so they hold for the whole process:
        call it once, before the client starts.
        """
        Route.BASE = self.api
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(self.gateway)
        discord.Asset.BASE = str(yarl.URL(self.api).with_path("/cdn"))

    def connector(self) -> aiohttp.TCPConnector:
        """Return what opens connections; aimed at loopback it resolves no name, so nothing can leave the machine.

        Call it inside a running event loop.
        """
        resolver = _LoopbackOnly() if self.loopback else None
        return aiohttp.TCPConnector(limit=0, resolver=resolver)


class _LoopbackOnly(AbstractResolver):
    """Knows no name; addresses in numbers never ask it."""

    async def resolve(
        self,
        host: str,
        port: int = 0,
        family: socket.AddressFamily = socket.AF_INET,  # noqa: ARG002 - the library's signature
    ) -> list[ResolveResult]:
        raise OSError(f"the bot is aimed at this machine, so {host}:{port} is out of reach")

    async def close(self) -> None:
        """Nothing is held."""


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
