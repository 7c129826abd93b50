"""Drives a local Google through gspread, unchanged: python gspread_client.py URL WORKBOOK_ID KEY_FILE

The key file is a service account's; its token_uri points at the local server. requests' own transport adapters carry
what is meant for Google's address to URL. Prints "ok" when everything held.
"""

import sys

import gspread
import requests
from google.auth.transport.requests import AuthorizedSession
from google.oauth2.service_account import Credentials

GOOGLE = "https://sheets.googleapis.com/"
url, workbook_id, key_file = sys.argv[1:]


class Redirect(requests.adapters.HTTPAdapter):
    def send(self, request, **kwargs):
        request.url = request.url.replace(GOOGLE, url + "/", 1)
        return super().send(request, **kwargs)


credentials = Credentials.from_service_account_file(key_file, scopes=gspread.auth.DEFAULT_SCOPES)
session = AuthorizedSession(credentials)
session.mount(GOOGLE, Redirect())
client = gspread.Client(auth=credentials, session=session)


def refused(status, action):
    try:
        action()
    except gspread.exceptions.APIError as error:
        assert error.code == status, (error.code, status)
        return str(error)
    raise AssertionError(f"not refused with {status}")


# Opening
book = client.open_by_key(workbook_id)
assert book.title == "Leads", book.title
assert [tab.title for tab in book.worksheets()] == ["Leads", "Companies"]
assert book.timezone == "Africa/Lagos" and book.locale == "en_US"

# Filling
tab = book.worksheet("Leads")
rows = [
    ["Company", "First Name", "Staff"],
    ["Lumen Ltd", "Ada", 7],
    ["Baobab GmbH", "Zoë", 12],
    ["Acacia PLC", "=1+1", 3],
]
tab.update(rows, "A1", raw=True)
assert tab.get_all_values() == [[str(cell) for cell in row] for row in rows]
assert tab.get_all_records()[1] == {"Company": "Baobab GmbH", "First Name": "Zoë", "Staff": 12}
tab.append_row(["Juniper Ltd", "Björn", 1], table_range="A1")
assert tab.row_values(5) == ["Juniper Ltd", "Björn", "1"]
tab.update_acell("D1", "11/23/2022 1:55:29")
# Typed in, a date is a date: days since 1899-12-30.
assert tab.get("D1", value_render_option="UNFORMATTED_VALUE") == [[44888 + 6929 / 86400]]
assert tab.acell("D1").value == "11/23/2022 1:55:29"
tab.update_cell(1, 4, "Note")
tab.batch_update([{"range": "D2", "values": [["a"]]}, {"range": "D3:D4", "values": [["b"], ["c"]]}])
assert tab.batch_get(["D2", "D3:D4"]) == [[["a"]], [["b"], ["c"]]]
assert tab.col_values(4) == ["Note", "a", "b", "c"]

# Formatting
tab.format("A1:D1", {"textFormat": {"bold": True}, "backgroundColor": {"red": 1, "green": 0, "blue": 0}})
tab.freeze(rows=1)
tab.insert_note("A2", "Checked")
assert tab.get_note("A2") == "Checked"
assert book.worksheet("Leads").frozen_row_count == 1
shown = client.http_client.fetch_sheet_metadata(
    workbook_id, params={"ranges": "Leads!A1", "fields": "sheets.data.rowData.values.userEnteredFormat"}
)
style = shown["sheets"][0]["data"][0]["rowData"][0]["values"][0]["userEnteredFormat"]
assert style["textFormat"]["bold"] is True and style["backgroundColor"] == {"red": 1}, style

# Finding and sorting
assert tab.find("Zoë").address == "B3"
assert tab.find("nobody") is None
assert [cell.row for cell in tab.findall("Ltd")] == []
tab.sort((3, "asc"), range="A2:D5")
assert tab.col_values(1) == ["Company", "Juniper Ltd", "Acacia PLC", "Lumen Ltd", "Baobab GmbH"]

# Rows, tabs, clearing
tab.insert_row(["First Ltd", "Io", 0], index=2)
assert tab.row_values(2) == ["First Ltd", "Io", "0"]
tab.delete_rows(2)
assert tab.row_values(2)[0] == "Juniper Ltd"
extra = book.add_worksheet("Extra", rows=10, cols=3)
assert (extra.row_count, extra.col_count) == (10, 3)
extra.update_title("It's \"extra\", 50%/x")
extra.update([["x"]], "A1")
assert extra.acell("A1").value == "x"
extra.clear()
assert extra.get_all_values() in ([], [[]]), extra.get_all_values()
book.del_worksheet(extra)
assert [sheet.title for sheet in book.worksheets()] == ["Leads", "Companies"]

# Creating: gspread does that through Drive, so the API's own call is made
made = client.http_client.request(
    "post", GOOGLE + "v4/spreadsheets", json={"properties": {"title": "Made here"}}
).json()
assert client.open_by_key(made["spreadsheetId"]).sheet1.title == "Sheet1"

# Refusals
assert "not found" in refused(404, lambda: client.http_client.fetch_sheet_metadata("none"))
assert "Unable to parse range: None!A1" in refused(400, lambda: book.values_get("None!A1"))
assert "exceeds grid limits" in refused(400, lambda: book.values_get("Leads!A9999"))
refused(400, lambda: book.batch_update({"requests": [{"deleteSheet": {"sheetId": 77}}]}))

print("ok")
