"""Which Python runs the notebooks? The one this package is installed in, whatever other kernels a machine has."""

from typing import Any

from jupyter_client.kernelspec import KernelSpecManager

_NAME = "python3"
#: A kernel leaves Ctrl-C alone while it waits; so must it while it starts, or it ends with a traceback.
LAUNCH = (
    "import signal, runpy; signal.signal(signal.SIGINT, signal.SIG_IGN); "
    "runpy.run_module('ipykernel_launcher', run_name='__main__', alter_sys=True)"
)
#: A kernel that listens to this machine only has nothing to warn of.
_OPTIONS = ["--IPKernelApp.log_level=ERROR"]
_LOAD = "__import__('discourse.workbook.warm').workbook.warm.warm_up()"


class OwnKernel(KernelSpecManager):
    """Gives ``python3`` as the running Python; other kernels stay as they are.

    A kernel called ``python3`` may lie in a researcher's own Jupyter folder, made long ago by another Python
    that knows nothing of this package.
    """

    def find_kernel_specs(self) -> dict[str, str]:
        """Return all kernels, ``python3`` among them in any case."""
        from ipykernel.kernelspec import RESOURCES

        return {**super().find_kernel_specs(), _NAME: RESOURCES}

    def get_kernel_spec(self, kernel_name: str) -> Any:
        """Return the kernel of this name; ``python3`` is the running Python."""
        if kernel_name != _NAME:
            return super().get_kernel_spec(kernel_name)
        from ipykernel.kernelspec import RESOURCES, get_kernel_dict

        spec = self.kernel_spec_class(resource_dir=RESOURCES, **get_kernel_dict())
        at = spec.argv.index("-m")
        spec.argv[at : at + 2] = ["-c", LAUNCH]
        spec.argv += _OPTIONS
        return spec


class WarmKernel(OwnKernel):
    """Loads what the explorer needs while a kernel starts, so that the first figure need not wait for it."""

    def get_kernel_spec(self, kernel_name: str) -> Any:
        """Return the kernel of this name; ``python3`` is the running Python, made ready."""
        spec = super().get_kernel_spec(kernel_name)
        if kernel_name == _NAME:
            spec.argv.append(f"--InteractiveShellApp.exec_lines={_LOAD}")
        return spec
