"""The framework by which councils' adult social care is inspected in England, one TOML file a version."""

from goldenthread.plugins.frameworks.cqc_local_authority.versions import TomlFramework, files
from goldenthread.ports.frameworks import frameworks

for file in files():
    frameworks.add(TomlFramework(file))
