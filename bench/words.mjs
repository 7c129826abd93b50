// Names for the made data, in the shape Python's Faker gives (en_US): plain ASCII, so that SQL tidies them as our rules do.

const words = (text) => text.trim().split(/\s+/);
const list = (text) => text.trim().split(/\s*;\s*/);

/** Every beginning with every ending, after the real names; the first `size` distinct ones. */
function grow(real, beginnings, endings, size) {
  const names = new Set(real);
  for (const ending of endings) for (const beginning of beginnings) names.add(beginning + ending);
  if (names.size < size) throw new Error(`only ${names.size} names, wanted ${size}`);
  return [...names].slice(0, size);
}

/** 1,000 last names, the common ones first. */
export const LAST_NAMES = grow(
  words(`Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson Anderson
    Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis Robinson Walker Young Allen
    King Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera Campbell Mitchell Carter Roberts Gomez
    Phillips Evans Turner Diaz Parker Cruz Edwards Collins Reyes Stewart Morris Morales Murphy Cook Rogers Gutierrez Ortiz
    Morgan Cooper Peterson Bailey Reed Kelly Howard Ramos Kim Cox Ward Richardson Watson Brooks Chavez Wood James Bennett Gray
    Mendoza Ruiz Hughes Price Alvarez Castillo Sanders Patel Myers Long Ross Foster Jimenez Powell Jenkins Perry Russell
    Sullivan Bell Coleman Butler Henderson Barnes Fisher Vasquez Simmons Romero Jordan Patterson Alexander Hamilton Graham
    Reynolds Griffin Wallace Moreno West Cole Hayes Bryant Herrera Gibson Ellis Tran Medina Aguilar Stevens Murray Ford Castro
    Marshall Owens Harrison Fernandez Mcdonald Woods Washington Kennedy Wells Vargas Henry Chen Freeman Webb Tucker Guzman
    Burns Crawford Olson Simpson Porter Hunter Gordon Mendez Silva Shaw Snyder Mason Dixon Munoz Hunt Hicks Holmes Palmer
    Wagner Black Robertson Boyd Rose Stone Salazar Fox Warren Mills Meyer Rice Schmidt Garza Daniels Ferguson Nichols Stephens
    Soto Weaver Ryan Gardner Payne Grant Dunn Kelley Spencer Hawkins Arnold Pierce Hansen Peters Santos Hart Bradley Knight
    Elliott Cunningham Duncan Armstrong Hudson Carroll Lane Riley Andrews Alvarado Ray Delgado Berry Perkins Hoffman Johnston
    Matthews Pena Richards Contreras Willis Carpenter Lawrence Sandoval Estrada Marks Swanson O'Connor O'Brien`),
  words(
    "Ash Ald Birk Black Brad Brom Burn Chester Clay Craw Dal Edg Elling Fair Farn Hamp Hart Hazel Kings Lang Leigh Mar Nor Oak Pem Rad Stan Thorn Wal West Win Wood",
  ),
  words(
    "ford ton ley wood field worth man well by shaw combe hurst bury wick dale ridge more stead hall land brook son den low mond ward",
  ),
  1000,
);

/** 700 first names. */
export const FIRST_NAMES = grow(
  words(`James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph Jessica
    Thomas Sarah Christopher Karen Charles Lisa Daniel Nancy Matthew Betty Anthony Sandra Mark Margaret Donald Ashley Steven
    Kimberly Andrew Emily Paul Donna Joshua Michelle Kenneth Carol Kevin Amanda Brian Melissa George Deborah Timothy Stephanie
    Ronald Rebecca Jason Sharon Edward Laura Jeffrey Cynthia Ryan Dorothy Jacob Amy Gary Kathleen Nicholas Angela Eric Shirley
    Jonathan Emma Stephen Brenda Larry Pamela Justin Nicole Scott Anna Brandon Samantha Benjamin Katherine Samuel Christine
    Gregory Debra Alexander Rachel Patrick Carolyn Frank Janet Raymond Maria Jack Olivia Dennis Heather Jerry Helen Tyler
    Catherine Aaron Diane Jose Julie Adam Victoria Nathan Joyce Henry Lauren Zachary Kelly Douglas Christina Peter Ruth Kyle
    Joan Noah Virginia Ethan Judith Jeremy Evelyn Christian Hannah Walter Andrea Keith Megan Austin Cheryl Roger Jacqueline
    Terry Madison Sean Teresa Gerald Abigail Carl Sophia Dylan Martha Harold Sara Jordan Gloria Jesse Janice Bryan Kathryn`),
  words(
    "Ad Al Am An Ar Bel Ber Bri Cal Car Cor Dar Del Ed El Em Er Fre Gar Gwen Hal Is Jan Jo Kal Kar Lan Lor Mar Mel Nor Ol Ros Sel Ter Val",
  ),
  words("a ana ania ard aline bert dra elia ella ena eth ia ica ien ina ira is issa man mund"),
  700,
);

const ROLES = words(
  "Engineer Manager Designer Scientist Administrator Therapist Surveyor Buyer Producer Accountant Adviser Officer Lecturer Psychologist Technician Editor Planner Nurse Analyst Consultant",
);
const TRADES =
  list(`electrical; production; broadcasting; clinical; financial; public relations; higher education; land; civil service; retail;
  marketing; research; information systems; environmental; exhibition; occupational; local government; mechanical; human resources; media;
  quality; commercial; tourism; pharmaceutical; building; learning disability; music; insurance; early years; sports; water; food`);
const capital = (text) => text[0].toUpperCase() + text.slice(1);

/** 640 titles; a third of them need CSV quotes, as Faker's do ("Engineer, electrical"). */
export const TITLES = TRADES.flatMap((trade, t) =>
  ROLES.map((role, r) => ((t + r) % 3 === 0 ? `${role}, ${trade}` : `${capital(trade)} ${role.toLowerCase()}`)),
);

export const SUFFIXES = ["Inc", "and Sons", "LLC", "Group", "PLC", "Ltd"];

/** Country names as Faker spells them: some are old, some are ambiguous. */
export const COUNTRIES = list(`Afghanistan; Albania; Algeria; American Samoa; Andorra; Angola; Anguilla;
  Antarctica (the territory South of 60 deg S); Antigua and Barbuda; Argentina; Armenia; Aruba; Australia; Austria; Azerbaijan; Bahamas; Bahrain;
  Bangladesh; Barbados; Belarus; Belgium; Belize; Benin; Bermuda; Bhutan; Bolivia; Bosnia and Herzegovina; Botswana;
  Bouvet Island (Bouvetoya); Brazil; British Indian Ocean Territory (Chagos Archipelago); British Virgin Islands; Brunei Darussalam; Bulgaria;
  Burkina Faso; Burundi; Cambodia; Cameroon; Canada; Cape Verde; Cayman Islands; Central African Republic; Chad; Chile; China; Christmas Island;
  Cocos (Keeling) Islands; Colombia; Comoros; Congo; Cook Islands; Costa Rica; Cote d'Ivoire; Croatia; Cuba; Cyprus; Czech Republic; Denmark;
  Djibouti; Dominica; Dominican Republic; Ecuador; Egypt; El Salvador; Equatorial Guinea; Eritrea; Estonia; Ethiopia; Faroe Islands;
  Falkland Islands (Malvinas); Fiji; Finland; France; French Guiana; French Polynesia; French Southern Territories; Gabon; Gambia; Georgia; Germany;
  Ghana; Gibraltar; Greece; Greenland; Grenada; Guadeloupe; Guam; Guatemala; Guernsey; Guinea; Guinea-Bissau; Guyana; Haiti;
  Heard Island and McDonald Islands; Holy See (Vatican City State); Honduras; Hong Kong; Hungary; Iceland; India; Indonesia; Iran; Iraq; Ireland;
  Isle of Man; Israel; Italy; Jamaica; Japan; Jersey; Jordan; Kazakhstan; Kenya; Kiribati; Korea; Kuwait; Kyrgyz Republic;
  Lao People's Democratic Republic; Latvia; Lebanon; Lesotho; Liberia; Libyan Arab Jamahiriya; Liechtenstein; Lithuania; Luxembourg; Macao;
  Madagascar; Malawi; Malaysia; Maldives; Mali; Malta; Marshall Islands; Martinique; Mauritania; Mauritius; Mayotte; Mexico; Micronesia; Moldova;
  Monaco; Mongolia; Montenegro; Montserrat; Morocco; Mozambique; Myanmar; Namibia; Nauru; Nepal; Netherlands; Netherlands Antilles; New Caledonia;
  New Zealand; Nicaragua; Niger; Nigeria; Niue; Norfolk Island; North Macedonia; Northern Mariana Islands; Norway; Oman; Pakistan; Palau;
  Palestinian Territory; Panama; Papua New Guinea; Paraguay; Peru; Philippines; Pitcairn Islands; Poland; Portugal; Puerto Rico; Qatar; Reunion;
  Romania; Russian Federation; Rwanda; Saint Barthelemy; Saint Helena; Saint Kitts and Nevis; Saint Lucia; Saint Martin;
  Saint Pierre and Miquelon; Saint Vincent and the Grenadines; Samoa; San Marino; Sao Tome and Principe; Saudi Arabia; Senegal; Serbia; Seychelles;
  Sierra Leone; Singapore; Slovakia (Slovak Republic); Slovenia; Solomon Islands; Somalia; South Africa;
  South Georgia and the South Sandwich Islands; Spain; Sri Lanka; Sudan; Suriname; Svalbard & Jan Mayen Islands; Swaziland; Sweden; Switzerland;
  Syrian Arab Republic; Taiwan; Tajikistan; Tanzania; Thailand; Timor-Leste; Togo; Tokelau; Tonga; Trinidad and Tobago; Tunisia; Turkey;
  Turkmenistan; Turks and Caicos Islands; Tuvalu; Uganda; Ukraine; United Arab Emirates; United Kingdom; United States of America;
  United States Minor Outlying Islands; United States Virgin Islands; Uruguay; Uzbekistan; Vanuatu; Venezuela; Vietnam; Wallis and Futuna;
  Western Sahara; Yemen; Zambia; Zimbabwe`);

/** Other ways people write a country. */
export const OTHER_SPELLINGS = [
  "USA",
  "u.s.a.",
  "UK",
  "Russia",
  "South Korea",
  "Vatican City",
  "Libya",
  "UAE",
  "Eswatini",
  "The Gambia",
];
