import { afterEach, expect, test, vi } from "vitest";
import { unreachable } from "../../appsscript/reachable";

afterEach(() => vi.unstubAllGlobals());
const at = (scriptId: string) => vi.stubGlobal("ScriptApp", { getScriptId: () => scriptId });
const OF_GOOGLE = "1".repeat(57);

test.each([
  "http://localhost:8080",
  "http://127.0.0.1",
  "http://[::1]:8080",
  "https://localhost",
  "https://192.168.1.10",
  "https://10.0.0.5:8443",
  "https://172.31.4.4",
  "https://169.254.169.254",
  "https://100.64.0.1",
  "https://exporter",
  "https://leads.internal",
  "https://nas.local/export",
  "https://leads.corp",
])("%s cannot be reached from Google's servers", (url) => {
  at(OF_GOOGLE);
  expect(unreachable(url)).toBe("private");
});

test.each(["https://leads.example.com", "https://172.32.0.1", "https://9.9.9.9:8443/x", "https://local.example.org"])(
  "%s can",
  (url) => {
    at(OF_GOOGLE);
    expect(unreachable(url)).toBeNull();
  },
);

test.each(["http://leads.example.com", "https://", "ftp://x.org", "https://a.org?b", "https://u:p@a.org"])(
  "%s is none of an exporter",
  (url) => expect(unreachable(url)).toBe("form"),
);

test("the local Google is on the same machine", () => {
  at("local-script-project");
  expect(["http://localhost:8080", "http://127.0.0.1:1"].map(unreachable)).toEqual([null, null]);
  expect(unreachable("https://192.168.1.10")).toBe("private");
});
