/**
 * What spreadsheet programs put in a cell whose formula failed or is not done, in the languages they speak. Sources: Microsoft's help
 * pages and the locale tables of PhpSpreadsheet, EPPlus and HyperFormula for Excel and Google Sheets (which shows errors in the language of
 * the workbook's locale); `formula/messages.po` and `sc/messages.po` of LibreOffice's translations.
 */
import { lazy } from "./lazy";

/** Behind `#` and before `!` or `?`; Spanish has `¡` or `¿` before it. Upper case, each language's own words on a line. */
const WORDS = `
NULL DIV/0 VALUE REF NAME NUM N/A ERROR SPILL CALC FIELD BLOCKED CONNECT BUSY UNKNOWN PYTHON EXTERNAL TIMEOUT LOADING GETTING_DATA CYCLE MACRO
WERT BEZUG ZAHL FEHLER ÜBERLAUF KALK FELD BLOCKIERT VERBINDEN VERBINDUNG BESCHÄFTIGT UNBEKANNT EXTERN
NUL VALEUR NOM NOMBRE ERREUR PROPAGATION EPARS ÉPARS DEVERSEMENT DÉVERSEMENT CALCUL CHAMP BLOQUE BLOQUÉ CONNEXION OCCUPE OCCUPÉ INCONNU EXTERNE
NULO VALOR NOMBRE DESBORDAMIENTO CÁLCULO CAMPO BLOQUEADO CONECTAR OCUPADO DESCONOCIDO EXTERNO
NULLO VALORE RIF NOME ERRORE ESPANSIONE ESPANSO CAMPO BLOCCATO CONNETTI CONNESSIONE OCCUPATO SCONOSCIUTO ESTERNO
NÚM NOME ERRO DESPEJAR DESPEJO EXCEDENTE TRANSBORDAR DESCONHECIDO LIGAR CONEXÃO
LEEG DEEL/0 DELING.DOOR.0 WAARDE VERW NAAM GETAL FOUT OVERLOOP OVERLOPEN BEREKENEN VELD GEBLOKKEERD VERBINDING VERBINDEN BEZET ONBEKEND
ПУСТО ДЕЛ/0 ЗНАЧ ССЫЛКА ИМЯ ЧИСЛО ОШИБКА ПЕРЕНОС ВЫЧИСЛ ПОЛЕ ЗАБЛОКИРОВАНО ПОДКЛЮЧИТЬ ПОДКЛЮЧЕНИЕ ЗАНЯТО НЕИЗВЕСТНО
ПУСТО ДІЛ/0 ДІЛЕННЯ/0 ЗНАЧЕННЯ ПОСИЛАННЯ НАЗВА ІМ'Я НОМЕР ЧИСЛО ПОМИЛКА РОЗГОРТАННЯ ПІДКЛЮЧЕННЯ ЗАБЛОКОВАНО НЕВІДОМО ОБЧИСЛЕННЯ ЗОВНІШНЄ
ПУСТА ДЗЯЛ/0 СПАСЫЛКА ІМЯ ЛІК ПЕРАЦЯКАННЕ ПАДЛУЧЭННЕ ЗАБЛАКІРАВАНА НЕВЯДОМА ВЫЛІЧ
ZERO DZIEL/0 ARG ADR NAZWA LICZBA BŁĄD ROZLANIE OBL POLE ZABLOKOWANE ZABLOKOWANO POŁĄCZ POŁĄCZENIE ZAJĘTE NIEZNANY NIEZNANE CYKL
DĚLENÍ_NULOU HODNOTA ODKAZ NÁZEV ČÍSLO CHYBA PŘESAH PŘESAH_DAT VÝPOČET BUŇKA BLOKOVÁNO PŘIPOJIT EXTERNÍ
NEPLATNÝ DELENIENULOU DELENIE_NULOU NÁZOV PRESAHOVANIE PRIPOJIŤ BLOKOVANÉ VÝPOČET
DIVISION/0 VÆRDI REFERENCE NAVN FEJL OVERLØB BEREGN BLOKERET OPTAGET UKENDT
VERDI FEIL NAMN OVERFLYT BEREGN BEREKN FELT BLOKKERT KOBLE_TIL KOPLE_TIL OPPTATT UKJENT UKJEND EKSTERN
SKÄRNING VÄRDEFEL REFERENS NAMN OGILTIGT SAKNAS FEL UTSPILL SPILLFEL BERÄKNA FÄLT BLOCKERAT BLOCKERAD ANSLUT OKÄNT UPPTAGEN
TYHJÄ JAKO/0 ARVO VIITTAUS NIMI LUKU PUUTTUU VIRHE VUOTO LEVITTYMINEN LASKU KENTTÄ ESTETTY YHDISTÄ TUNTEMATON VARATTU
NULLA ZÉRÓOSZTÓ ÉRTÉK HIV NÉV SZÁM HIBA KIBONTÁS ÖMLÉS SZÁMÍTÁS MEZŐ BLOKKOLT KAPCSOLAT FOGLALT ISMERETLEN
BOŞ SAYI/0 DEĞER BAŞV AD SAYI HATA TAŞMA HESAP ALAN ENGELLENDİ BAĞLAN MEŞGUL BİLİNMEYEN DÖNGÜ
ΚΕΝΟ ΔΙΑΙΡ/0 ΔΙΑΙΡ./0 ΤΙΜΗ ΑΝΑΦ ΟΝΟΜΑ ΑΡΙΘ ΣΦΑΛΜΑ ΕΚΧΥΣΗ ΣΥΝΔΕΣΗ ΑΠΟΚΛ ΑΓΝΩΣΤΟ ΠΕΔΙΟ ΥΠΟΛ ΕΞΩΤΕΡΙΚΟΣ
VALOARE NUME EROARE VĂRSARE CONECTARE BLOCAT
DIJ/0 VRIJEDNOST NAZIV BROJ PRELIJEVANJE PRELEVANJE
NIČ DEL/0 VREDN SKLIC IME ŠTEV ZUNANJI
NOL NILAI NAMA LIMPAH SAMBUNG DISEKAT LUAPAN
JINA NAM MWAGIKA UNGANISHA IMEZUIWA UGA
ԶՐՈ ԲԱԺԱՆՈՒՄ/0 ԱՐԺԵՔ ՀՂՈՒՄ ԱՆՈՒՆ ԹԻՎ ՎԱՆԴԱԿԱՀԱՏՈՒՄ ԿԱՊԱԿՑՈՒՄ ԱՐԳԵԼԱՓԱԿՎԱԾ ԱՆՀԱՅՏ ԴԱՇՏ ՀԱՇՎԱՐԿ
ПРЕЛИВАЊЕ ЫҒЫСТЫРУ ӨРІС IZPLEŠANĀS VÄLINE GREŠKA ГРЕШКА
スピル 溢出 溢位 分散 분산 สปิลล์
`;

/** Behind `#` with nothing after it: a value that is not there, and data that is on its way. */
const BARE_WORDS = `
N/A NV N/D N/B I/T N/V Н/Д Δ/Υ YOK SAKNAS HIÁNYZIK NENÍ_K_DISPOZICI NEDOSTUPNÝ NEDOSTUPNÉ HAITUMAKI ԿԻՌ/ՉԷ
GETTING_DATA DATEN_ABRUFEN OBTENTION_DONNEES CHARGEMENT_DONNEES OBTENIENDO_DATOS RECUPERO_DATI ESTRAZIONE_DATI ESTRAZIONE_DATI_IN_CORSO
OBTENDO_DADOS A_OBTER_DADOS GEGEVENS_OPHALEN GEGEVENS.OPHALEN ОЖИДАНИЕ_ДАННЫХ ПОЛУЧЕНИЕ_ДАННЫХ ОТРИМАННЯ_ДАНИХ АТРЫМАННЕ_ДАДЗЕНЫХ
POBIERANIE_DANYCH NAČÍTÁNÍ_DAT ZÍSKÁVÁNÍ_DAT ZÍSKANIE_ÚDAJOV ZÍSKAVAJÚ_SA_ÚDAJE HENTER_DATA HENTAR_DATA HÄMTAR_DATA NOUDETAAN_TIETOJA
ADATOK_BEOLVASÁSA ADATOK_BEKÉRÉSE VERİ_ALINIYOR ΛΗΨΗ_ΔΕΔΟΜΕΝΩΝ PRELUARE_DATE MENDAPATKAN_DATA INAPATA_DATA ՏՎՅԱԼՆԵՐԻ_ՍՏԱՑՈՒՄ
`;

/** What Google Sheets shows while a formula waits for its data, with three dots behind it. Exactly so: a person may type "loading". */
const LOADING = `
Loading|Loading data|Wird geladen|Laden|Chargement|Chargement en cours|Cargando|Caricamento|Caricamento in corso|Carregando|A carregar
Bezig met laden|Загрузка|Завантаження|Загрузка данных|Wczytywanie|Wczytuję|Ładowanie|Ładuję|Läser in|Laddar|Indlæser|Laster|Laster inn|Ladataan
Načítání|Načítava sa|Načítava sa obsah|Betöltés|Yükleniyor|Φόρτωση|Se încarcă|Učitavanje|Nalaganje|Зареждане|Учитавање|Kraunama|Notiek ielāde
Laadimine|S'està carregant|Memuat|Memuatkan|Đang tải|Naglo-load|Inapakia|กำลังโหลด|लोड हो रहा है|লোড হচ্ছে|読み込み中|読み込んでいます|로드 중|로드 중입니다
로딩 중|正在加载|加载中|正在載入|載入中|جارٍ التحميل|جار التحميل|در حال بار کردن|בטעינה|טוען
`;

/** LibreOffice's errors by number, in the languages that translate the word before it: `Err:502`, `Ошибка:508`. */
const NUMBERED =
  /^(?:err|error|erro|fehler|erreur|errore|fout|ошибка|помилка|грешка|błąd|chyba|hiba|fel|feil|fejl|virhe|hata|σφάλμα|greška|eroare|エラー|오류|错误|錯誤) ?[:：]5\d\d$/iu;
/** Excel writes `####` to CSV for a number or date wider than its column. */
const TOO_NARROW = /^#{3,}$/;
const ERROR = /^#[¡¿]?(.+?)([!?]?)$/u;
const DOTS = /(?:\.\.\.|…)$/;

const split = (text: string, separator: RegExp) =>
  lazy(() => new Set(text.split(separator).filter((word) => word !== "")));
const words = split(WORDS, /\s+/);
const bareWords = split(BARE_WORDS, /\s+/);
const loading = split(LOADING, /[|\n]/);

/** Whether a tidied text is an error of a formula, or what stands in its cell until it is done. */
export function isErrorText(tidied: string): boolean {
  if (tidied.startsWith("#")) {
    if (TOO_NARROW.test(tidied)) return true;
    const [, text, mark] = ERROR.exec(tidied) ?? ["", "", ""];
    const word = text.toUpperCase().replace("’", "'");
    return bareWords().has(word) || (mark !== "" && words().has(word));
  }
  return (DOTS.test(tidied) && loading().has(tidied.replace(DOTS, "").trimEnd())) || NUMBERED.test(tidied);
}
