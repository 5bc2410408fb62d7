"""fmcat: the foundation-model catalog for the terminal, and its Python API."""

from fmcat.lazy import lazily
from fmcat.version import __version__

# As type checkers know it; `typing` takes long to load, and Ctrl-C would print a traceback meanwhile.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from fmcat.catalog.catalog import Catalog as Catalog
    from fmcat.errors import FmcatError as FmcatError
    from fmcat.schema.model import Model as Model

__all__ = ["Catalog", "FmcatError", "Model", "__version__"]

__getattr__ = lazily(
    __name__, {"Catalog": "fmcat.catalog.catalog", "FmcatError": "fmcat.errors", "Model": "fmcat.schema.model"}
)
