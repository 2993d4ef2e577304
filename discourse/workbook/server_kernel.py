"""Which process becomes a kernel of the server? The one that is ready, if there is one, else a new one."""

from __future__ import annotations

import asyncio
from typing import Any

from jupyter_server.services.kernels.kernelmanager import ServerKernelManager

from .ready import take


class ReadyKernelManager(ServerKernelManager):
    """Manages a kernel as Jupyter's server does; only the first one's process may have been started before."""

    async def _async_launch_kernel(self, kernel_cmd: list[str], **settings: Any) -> None:
        """Take the Python that is ready, or start one; jupyter_client names this the method to override."""
        # Not in the loop: the pipe may stay full until the other side has loaded everything.
        process = await asyncio.to_thread(take, kernel_cmd, settings["env"], settings.get("cwd"))
        if process is None:
            return await super()._async_launch_kernel(kernel_cmd, **settings)
        provisioner: Any = self.provisioner
        # It was started as the first of a session of its own, so that the group is called as it is.
        provisioner.process, provisioner.pid, provisioner.pgid = process, process.pid, process.pid
        provisioner.cwd = settings.get("cwd")
        self._reconcile_connection_info(provisioner.connection_info)
        return None
