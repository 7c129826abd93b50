"""Runs leads.ipynb from its first cell to its last: python notebooks/execute.py [FOLDER]

LEADS_OUT names what it reads, as in the notebook. With FOLDER, the pictures that it draws are written there, in order. A cell that
fails ends it with the cell's own error. The notebook itself stays as it is, without outputs.
"""

import base64
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

here = Path(__file__).parent
notebook = nbformat.read(here / "leads.ipynb", as_version=4)
NotebookClient(notebook, timeout=300, resources={"metadata": {"path": str(here)}}).execute()
outputs = [output for cell in notebook.cells if cell.cell_type == "code" for output in cell.outputs]
for output in outputs:
    if output.output_type == "stream":
        print(output.text, end="")
pictures = [output.data["image/png"] for output in outputs if "image/png" in output.get("data", {})]
for number, picture in enumerate(pictures, start=1):
    if len(sys.argv) > 1:
        (Path(sys.argv[1]) / f"notebook-{number}.png").write_bytes(base64.b64decode(picture))
print(f"{len(pictures)} pictures")
