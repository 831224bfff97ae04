"""A kernel of a language that is not analysed: it answers each cell with its text."""

from __future__ import annotations

from typing import Any

from ipykernel.kernelapp import IPKernelApp
from ipykernel.kernelbase import Kernel


class CountingKernel(Kernel):  # type: ignore[misc]
    """Counts its cells as any kernel does, and runs nothing."""

    implementation = "counting"
    implementation_version = "1"
    language = "r"
    banner = "A kernel for tests"
    language_info = {"name": "R", "version": "4.3.0", "mimetype": "text/x-r-source", "file_extension": ".r"}

    def do_execute(self, code: str, silent: bool, *_rest: Any, **_more: Any) -> dict[str, Any]:
        """Answer with the cell's text."""
        if not silent:
            self.send_response(self.iopub_socket, "stream", {"name": "stdout", "text": code})
        return {"status": "ok", "execution_count": self.execution_count, "payload": [], "user_expressions": {}}


if __name__ == "__main__":
    IPKernelApp.launch_instance(kernel_class=CountingKernel)
