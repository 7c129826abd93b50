const RENEWED = "Reload the sheet: the add-on may have been renewed meanwhile.";

/** Why a call of the sidebar's is not carried out. */
export const CALL_WORDS = {
  unknown: { sentence: "The sidebar asked for something this add-on does not do.", wayOut: RENEWED },
  bad: { sentence: "The sidebar asked in a way this add-on does not understand.", wayOut: RENEWED },
};
