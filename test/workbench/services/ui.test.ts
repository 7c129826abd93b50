import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { project } from "./script";

type Script = Awaited<ReturnType<typeof project>>;
const opened: Script[] = [];
let script: Script;
beforeEach(async () => {
  script = await project();
  opened.push(script);
  script.source.pages = {
    Sidebar: "<p>Leads</p>",
    Mail: '<a title="<?= name ?>"><?= name ?>, <?= count ?></a>',
    Loop: "<? for (;;) {} ?>",
    Raw: "<?!= name ?>",
    Code: "<script>const name = '<?= name ?>';</script>",
  };
});
afterAll(() => Promise.all(opened.map(({ services }) => services.close())));

const screen = (person = "ada@example.com") => script.services.screens.of(person);
const showSidebar = () => {
  const html = HtmlService.createHtmlOutputFromFile("Sidebar").setTitle("Problems").setWidth(300);
  SpreadsheetApp.getUi().showSidebar(html);
};

describe("menus", () => {
  const onOpen = () => {
    const ui = SpreadsheetApp.getUi();
    const more = ui.createMenu("More").addItem("Set up", "menuSetUp");
    ui.createMenu("Leads").addItem("Export now", "menuExportNow").addSeparator().addSubMenu(more).addToUi();
  };

  test("are on the screen of who opened the sheet, even with limited authorisation", () => {
    script.run(onOpen, { authMode: "LIMITED" });
    expect(screen().menus).toEqual([
      {
        caption: "Leads",
        items: [
          { kind: "item", caption: "Export now", handler: "menuExportNow" },
          { kind: "separator" },
          { kind: "menu", caption: "More", items: [{ kind: "item", caption: "Set up", handler: "menuSetUp" }] },
        ],
      },
    ]);
    expect(screen("bo@example.com").menus).toEqual([]);
  });

  test("take their own place when they are made again", () => {
    script.run(onOpen);
    script.run(() => SpreadsheetApp.getUi().createAddonMenu().addItem("Start", "start").addToUi(), {
      authMode: "NONE",
    });
    script.run(() => SpreadsheetApp.getUi().createMenu("Leads").addItem("Health", "menuHealth").addToUi());
    expect(screen().menus.map(({ caption, items }) => [caption, items.length])).toEqual([
      ["Leads", 1],
      ["Extensions", 1],
    ]);
  });

  test("are gone when the sheet is opened anew", () => {
    script.run(onOpen);
    script.services.screens.reopen("ada@example.com");
    expect(screen().menus).toEqual([]);
  });
});

describe("windows", () => {
  test("the sidebar shows the page, with its title and width", () => {
    script.run(showSidebar);
    expect(screen().sidebar).toMatchObject({ content: "<p>Leads</p>", title: "Problems", width: 300 });
  });

  test("a dialog shows a page over the sheet", () => {
    script.run(() => {
      const html = HtmlService.createHtmlOutput("<b>").append("Hi</b>").setHeight(90);
      SpreadsheetApp.getUi().showModalDialog(html, "Hello");
    });
    expect(screen().dialogs).toMatchObject([
      { title: "Hello", modal: true, page: { content: "<b>Hi</b>", height: 90 } },
    ]);
  });

  test("are refused in a simple trigger, without the scope, and for anything but a page", () => {
    expect(() => script.run(showSidebar, { authMode: "LIMITED" })).toThrow(
      "Specified permissions are not sufficient to call Ui.showSidebar. " +
        "Required permissions: https://www.googleapis.com/auth/script.container.ui",
    );
    expect(() => script.run(() => SpreadsheetApp.getUi().showSidebar("<p>" as never))).toThrow(
      "The parameters (String) don't match the method signature for Ui.showSidebar.",
    );
    script.source.scopes = [];
    expect(() => script.run(showSidebar)).toThrow("not sufficient to call Ui.showSidebar");
    expect(screen().sidebar).toBeNull();
  });

  test("there are none where nobody is in front", () => {
    const run = { hasUi: false, activeUser: "" };
    expect(() => script.run(() => SpreadsheetApp.getUi(), run)).toThrow(
      "Cannot call SpreadsheetApp.getUi() from this context.",
    );
  });
});

describe("questions", () => {
  const ask = () => {
    const ui = SpreadsheetApp.getUi();
    const answer = ui.alert("Take over?", "Bo owns the trigger.", ui.ButtonSet.YES_NO);
    return [answer === ui.Button.YES, String(answer)];
  };

  test("get the answer prepared for the person, one after the other", () => {
    screen().answers.push({ button: "YES", text: "" }, { button: "NO", text: "" });
    expect([script.run(ask), script.run(ask)]).toEqual([
      [true, "YES"],
      [false, "NO"],
    ]);
    expect(screen().asked[0]).toEqual({
      ...{ kind: "alert", title: "Take over?", text: "Bo owns the trigger.", buttons: "YES_NO" },
      answer: { button: "YES", text: "" },
    });
  });

  test("are closed without one, and a mere message is read", () => {
    expect(script.run(ask)).toEqual([false, "CLOSE"]);
    const told = script.run(() => {
      const ui = SpreadsheetApp.getUi();
      return [ui.alert("Done."), ui.alert("Done.", ui.ButtonSet.OK)].map(String);
    });
    expect(told).toEqual(["OK", "OK"]);
  });

  test("a prompt gives what was typed", () => {
    screen().answers.push({ button: "OK", text: "10:00" });
    const typed = script.run(() => {
      const ui = SpreadsheetApp.getUi();
      const response = ui.prompt("When?", ui.ButtonSet.OK_CANCEL);
      return [response.getResponseText(), String(response.getSelectedButton())];
    });
    expect(typed).toEqual(["10:00", "OK"]);
  });

  test("an answer that the question has no button for is the test's mistake", () => {
    screen().answers.push({ button: "CANCEL", text: "" });
    expect(() => script.run(ask)).toThrow("The prepared answer CANCEL is not a button");
  });

  test("are refused in a simple trigger, and with arguments of no form", () => {
    expect(() => script.run(ask, { authMode: "LIMITED" })).toThrow("not sufficient to call Ui.alert");
    expect(() => script.run(() => SpreadsheetApp.getUi().alert("a", "b" as never))).toThrow("don't match");
  });
});

describe("HtmlService", () => {
  const made = (name: string) =>
    script.run(
      (file: string) => {
        const template = HtmlService.createTemplateFromFile(file);
        template.name = `<b>"Ada" & 'Bo'</b>`;
        template.count = 2;
        return template.evaluate().getContent();
      },
      {},
      name,
    );

  test("prints a template's values escaped", () => {
    const escaped = "&lt;b&gt;&#34;Ada&#34; &amp; &#39;Bo&#39;&lt;/b&gt;";
    expect(made("Mail")).toBe(`<a title="${escaped}">${escaped}, 2</a>`);
  });

  test.each(["Loop", "Raw", "Code"])("does not guess at what it cannot do: %s", (name) => {
    expect(() => made(name)).toThrow("is not implemented by the local Google");
  });

  test("says which file is missing", () => {
    expect(() => made("Nothing")).toThrow("No HTML file named Nothing was found.");
  });

  test("says which value of a template is missing", () => {
    const bare = () => HtmlService.createTemplateFromFile("Mail").evaluate();
    expect(() => script.run(bare)).toThrow("name is not defined");
  });
});
