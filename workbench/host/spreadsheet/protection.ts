import type { Message } from "../../book/json";
import { isShut } from "../../person/protected";
import type { Like } from "../realm/google";
import { surface } from "../realm/surface";
import { type App, carryOut, type SheetRange, sheetOf, write } from "./app";
import { rangeArgument } from "./arguments";
import { ProtectionType } from "./enums";
import { gridRange, sheetRangeOf } from "./grid-range";

/** `protect` of a range, or of a whole sheet. */
export function protectionsOf(app: App, home: SheetRange | { readonly sheetId: number }) {
  return {
    protect: () => {
      const range = "box" in home ? gridRange(home) : { sheetId: home.sheetId };
      const name = "box" in home ? "Range.protect" : "Sheet.protect";
      const { protectedRange } = carryOut(app, name, "addProtectedRange", { protectedRange: { range } });
      return protectionSurface(app, protectedRange.protectedRangeId);
    },
  } satisfies Like<GoogleAppsScript.Spreadsheet.Range>;
}

/** The protections of a tab: of ranges or of the whole tab. */
export function protectionsIn(app: App, sheetId: number, type: unknown): object[] {
  const wanted = String(type);
  return app.execution.realm.array(
    sheetOf(app, sheetId)
      .protectedRanges.filter((range) => typeOf(range) === wanted)
      .map((range) => protectionSurface(app, range.protectedRangeId)),
  );
}

function typeOf({ range }: Message): "RANGE" | "SHEET" {
  const open = ["startRowIndex", "endRowIndex", "startColumnIndex", "endColumnIndex"].every((key) => !(key in range));
  return open ? "SHEET" : "RANGE";
}

function protectionSurface(app: App, id: number): object {
  const self: object = surface(
    app.execution.realm,
    "Protection",
    protectionMethods(app, id, () => self),
  );
  return self;
}

function protectionMethods(app: App, id: number, self: () => object) {
  const { book, execution } = app;
  const found = (): Message => {
    const all = book.sheets.flatMap((sheet) => sheet.protectedRanges);
    const range = all.find(({ protectedRangeId }) => protectedRangeId === id);
    if (range === undefined) throw new Error("The protection no longer exists.");
    return range;
  };
  const change = (name: string, change: Message) =>
    write(app, `Protection.${name}`, () => {
      Object.assign(found(), change);
      return self();
    });
  return {
    getProtectionType: () => ProtectionType[typeOf(found())],
    getDescription: (): string => found().description ?? "",
    setDescription: (description: string) => change("setDescription", { description }),
    isWarningOnly: (): boolean => found().warningOnly === true,
    setWarningOnly: (warningOnly: boolean) => change("setWarningOnly", { warningOnly }),
    getRange: () => app.surfaces.range(app, sheetRangeOf(app, found().range)),
    setRange: (range: unknown) => change("setRange", { range: gridRange(rangeArgument(range)) }),
    canEdit: () =>
      execution.call(
        "Protection.canEdit",
        () => !isShut(found(), { email: execution.effectiveUser, owner: app.owner }),
      ),
    remove: () => {
      carryOut(app, "Protection.remove", "deleteProtectedRange", { protectedRangeId: id });
    },
  } satisfies Like<GoogleAppsScript.Spreadsheet.Protection>;
}
