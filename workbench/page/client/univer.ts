import {
  ICommandService,
  type Injector,
  LocaleType,
  LogLevel,
  mergeLocales,
  type Plugin,
  type PluginCtor,
  Univer,
} from "@univerjs/core";
import { FUniver } from "@univerjs/core/facade";
import { UniverSheetsCorePreset } from "@univerjs/preset-sheets-core";
import coreWords from "@univerjs/preset-sheets-core/locales/en-US";
import { UniverSheetsDataValidationPreset } from "@univerjs/preset-sheets-data-validation";
import dropDownWords from "@univerjs/preset-sheets-data-validation/locales/en-US";

export interface UniverGrid {
  readonly univer: Univer;
  readonly api: FUniver;
  readonly injector: Injector;
  readonly commands: ICommandService;
}

/** Univer with nothing but its grid and formula bar: menus, tabs and the context menu are ours, so that each of them does something. */
export function startUniver(container: HTMLElement): UniverGrid {
  const univer = new Univer({
    locale: LocaleType.EN_US,
    locales: { [LocaleType.EN_US]: mergeLocales(coreWords, dropDownWords) },
    logLevel: LogLevel.ERROR,
    logCommandExecution: false,
  });
  const presets = [
    UniverSheetsCorePreset({
      container,
      header: true,
      toolbar: false,
      footer: false,
      formulaBar: true,
      contextMenu: false,
      disableTextFormatAlert: true,
      disableTextFormatMark: true,
      sheets: { disableForceStringAlert: true, disableForceStringMark: true },
    }),
    UniverSheetsDataValidationPreset({ showEditOnDropdown: false, showSearchOnDropdown: false }),
  ];
  const known = new Set<string>();
  for (const { plugins } of presets) {
    for (const entry of plugins) {
      const [plugin, config] = (Array.isArray(entry) ? entry : [entry, undefined]) as [PluginCtor<Plugin>, undefined];
      if (known.has(plugin.pluginName)) continue;
      known.add(plugin.pluginName);
      univer.registerPlugin(plugin, config);
    }
  }
  const injector = univer.__getInjector();
  return { univer, api: FUniver.newAPI(univer), injector, commands: injector.get(ICommandService) };
}
