"""The component page: what pages are built from is usable by everybody, by keyboard, in the dark."""

from playwright.sync_api import expect

from conftest import Cast
from journeys.conftest import Walk, assert_accessible


def test_axe_finds_nothing(window: Walk, cast: Cast) -> None:
    page = window.sign_in(cast.alma).go("/ui/")
    assert_accessible(page)
    window.no_wider_than_the_window()


def test_axe_finds_nothing_with_everything_open(window: Walk, cast: Cast) -> None:
    page = window.sign_in(cast.alma).go("/ui/")
    page.evaluate("document.querySelectorAll('main details').forEach((each) => { each.open = true; })")
    page.get_by_role("button", name="Aylin").scroll_into_view_if_needed()
    page.get_by_role("button", name="Aylin").click()
    expect(page.locator("[data-edit-form]")).to_be_visible()
    assert_accessible(page)
    window.no_wider_than_the_window()


def test_a_cell_is_edited_by_keyboard_alone(desk: Walk, cast: Cast) -> None:
    page = desk.sign_in(cast.alma).go("/ui/")
    cell = page.locator("[data-edit-cell]").first
    cell.locator(".edit").focus()
    page.keyboard.press("Enter")
    control = cell.get_by_role("textbox")
    expect(control).to_be_focused()
    page.keyboard.type("Aylin Yılmaz")
    page.keyboard.press("Enter")
    expect(cell.get_by_role("status")).to_be_visible()  # first: it leaves after seconds
    expect(cell.locator(".edit")).to_have_text("Aylin Yılmaz")
    expect(cell.locator(".edit")).to_be_focused()


def test_escape_leaves_a_cell_as_it_was(desk: Walk, cast: Cast) -> None:
    page = desk.sign_in(cast.alma).go("/ui/")
    cell = page.locator("[data-edit-cell]").first
    cell.locator(".edit").click()
    cell.get_by_role("textbox").fill("a mistake")
    page.keyboard.press("Escape")
    expect(cell.locator(".edit")).to_have_text("Aylin Yıldız")
    expect(cell.locator(".edit")).to_be_focused()
    cell.locator(".edit").click()
    expect(cell.get_by_role("textbox")).to_have_value("Aylin Yıldız")


def test_tab_saves_and_goes_on_to_the_next_cell(desk: Walk, cast: Cast) -> None:
    page = desk.sign_in(cast.alma).go("/ui/")
    first, second = page.locator("[data-edit-cell]").all()
    first.locator(".edit").click()
    first.get_by_role("textbox").fill("Aylin Yılmaz")
    page.keyboard.press("Tab")
    expect(second.get_by_role("textbox")).to_be_focused()
    expect(first.locator(".edit")).to_have_text("Aylin Yılmaz")


def test_what_cannot_be_saved_stays_and_says_why(desk: Walk, cast: Cast) -> None:
    page = desk.sign_in(cast.alma).go("/ui/")
    cell = page.locator("[data-edit-cell]").first
    cell.locator(".edit").click()
    cell.get_by_role("textbox").fill("4711")
    page.keyboard.press("Enter")
    expect(cell.get_by_role("alert")).not_to_be_empty()
    expect(cell.get_by_role("textbox")).to_have_value("4711")
    desk.complaints.clear()  # the browser itself logs every 422


def test_a_lost_connection_loses_no_text(desk: Walk, cast: Cast) -> None:
    page = desk.sign_in(cast.alma).go("/ui/")
    cell = page.locator("[data-edit-cell]").first
    cell.locator(".edit").click()
    cell.get_by_role("textbox").fill("Aylin Yılmaz")
    desk.context.set_offline(True)
    page.keyboard.press("Enter")
    expect(cell.get_by_role("alert")).not_to_be_empty()
    expect(cell.get_by_role("textbox")).to_have_value("Aylin Yılmaz")
    desk.context.set_offline(False)
    page.keyboard.press("Enter")
    expect(cell.locator(".edit")).to_have_text("Aylin Yılmaz")
    desk.complaints.clear()  # that there was no connection is the point


def test_arrow_keys_walk_the_table(desk: Walk, cast: Cast) -> None:
    page = desk.sign_in(cast.alma).go("/ui/")
    page.locator("[data-edit-cell] .edit").first.focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("[data-edit-cell] .edit").nth(1)).to_be_focused()
    page.keyboard.press("Home")
    expect(page.locator("tbody tr").nth(1).get_by_role("checkbox")).to_be_focused()
    page.keyboard.press("Space")
    expect(page.locator("[data-bulk]")).to_be_visible()


def test_the_theme_changes_at_once_and_stays(desk: Walk, cast: Cast) -> None:
    page = desk.sign_in(cast.alma).go("/ui/")
    page.locator(".menu summary").first.click()
    page.locator("[data-theme-form] [value=dark]").click()
    expect(page.locator("html")).to_have_attribute("data-kern-theme", "dark")
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-kern-theme", "dark")


def test_a_file_says_its_name_once_chosen(desk: Walk, cast: Cast) -> None:
    page = desk.sign_in(cast.alma).go("/ui/")
    file = {"name": "akteure.xlsx", "mimeType": "application/octet-stream", "buffer": b"x" * 2048}
    page.locator("#table-file").set_input_files(file)
    expect(page.locator("#table-file ~ [data-upload-chosen]")).to_contain_text("akteure.xlsx")


def test_a_long_choice_is_found_by_typing(desk: Walk, cast: Cast) -> None:
    page = desk.sign_in(cast.alma).go("/ui/")
    field = page.get_by_role("combobox", name="Institution").first
    field.fill("sozi")
    page.keyboard.press("Enter")
    expect(field).to_have_value("Soziales")
    expect(page.locator("#id_empty-partner")).to_have_value("social")


def test_a_dialog_opens_over_the_page_and_gives_the_focus_back(desk: Walk, cast: Cast) -> None:
    page = desk.sign_in(cast.alma).go("/ui/")
    opener = page.locator("[data-dialog=remove]")
    opener.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(opener).to_be_focused()
