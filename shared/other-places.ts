import { lazy } from "./lazy";

/**
 * Country keys of states, provinces and cities that are near the name of a country they are not in, and of a few that bear the name of
 * one (Georgia, Niger). Found by asking for suggestions for every subdivision of CLDR 48 (Unicode License v3) and ISO 3166-2, and for
 * every city of more than 50,000 people in GeoNames (CC BY 4.0, geonames.org). `Columbia` is left out: it is mostly Colombia misspelt.
 */
export const otherPlaces: () => ReadonlySet<string> = lazy(
  () =>
    new Set(
      `
  africa akmola alandur alanya alasia alba albalqa albany albayda alberta algorta almeria alvand ambanja americana amuria anand
  ancona andria angono antsla anyama arabia aragua arauca arganda ariana armenia arua aruja arusha astana astoria austin bacau
  badakhshan bahraigh baiti baitsi bali barbil barbuda bartin baruni baruta basrhin baucau bauru bedzin beining bela belair belait
  benarous beni benoni bergen berlin bijar boli bolivar bonga bongor borama bormla braila brasov bremen budaun buguma bukama bulqize
  buram burgas burgenland bursa buryat butnan butuan buvuma cahama cainta calama cali calvia camama camboriu cangio cankaya caracas
  caraga casaverde celina central cerkno chacao chaihe chainat chanda chania chas chia chiba chilca chin chinju chino chinu chita
  cholet chonglong chunga colina colombes colombo colonia como conroe conway cordova coroata cuamba cubal cubatao cuiaba cumana
  curico cypress dali dangila dawbon deoria desoto dinapore djibo donegal donga dongda dongola east edirne elmenia elyria erie
  erongo escada espinal estancia eure faro faruka fili fordon franca fuji fuyang galati gambat gambela ganda gandia gapan garcia
  garland gastonia gaza gemena george georgia ghanzi gharbia ghatal ghaxaq ghazni glarus gnagna gohana goiana goiania gorgan gotland
  gourma granada grandisland granja granma greeley guadalupe guaiba guainia guaira guarda guider guigang guigue guines guiren
  guiyang gusinje guyong guyuan hailin hainan halland halwan hamada hedmark helmand hiran honggang hongkou hongseong hongwon hutang
  ibanda ifrane iligan indaial indiana indio inongo irun isabel isernia isla istria isulan itabira itajai itapira itapoa itapua
  itatiba itauna itogon itoman jacana jalaun jamaica jaragua jatani jazan jenin jorhat juba kahama kalaki kamalia kambja kanata
  kanoya kanuma kanyama kasama kenema kentau kerman khanna kilkis kindia kirkland kisoro kitale koboko kokomo kolea kolomyia konya
  korba korfez korla kosice kosong kosrae kstovo kucove kuwana kwania labuan lacs lafria lagos laibin laois lapland latakia latina
  latrinidad launion liberec libertad libon liguria limeira lineislands lisboa lisbon litija livani lixian lobnya longan lorena
  lozovo luanda lubana luneburg luxembourg macae macapa macedonia maceio mackay maco maicao mailsi malabo malaga malaita malang
  malard malatya malda male mali malita mallawi manabi manado manama manaus manfredonia manmad mannar manta mantua maraba maradi
  marand mardan marica marinduque maroua martin masasi matadi matao matara mataro mati matli mayo melati menglang merida meru mezica
  miaoli midland mili minato moanda moca mocuba mohali monapo mondlo mongala mongar mongo monkayo monrovia montealegre montebello
  montserrado mordovia morena moro moroto moxico mpanda multan muriae mwanza nagoya nakuru namibe nawada nepean newireland nguru
  nica nice nigel niger ninger norfolk normal norman norte north northern northkarelia northpeoria northshore norwalk oakland
  ocotlan omon ongole oppland oran orange osan oshana oyan pailou pala palang palani palasa palatine palauli pali palmas paltan palu
  palwal pampan panabo panguila papua para parana parand parwan passau penama peoria percut perm perus phalia pieria pindiga piran
  pohang polanco portland poyang puer punasa purley puyang quba queensland renton richland rolandia roma roman rubanda russas
  russeifa rutana sacoma sahand saharespublika sainthelens saintlouis saintlucias saintlucy saintpierre salama salaqi salta salvador
  samana samara samba samfya samos samson sanand sangkapura sanma sanmartin sansalvador santaelena santalucia santalucija santaluzia
  santmarti sarnia satara savona sayama schwerin sepang serian sezana shatin shiwan shulan shunan siegen silang singa sirvan skudai
  smyrna sofala solana soma somali songea soria sousse south southjordan southkarelia southshore southsinai spring styria subang
  suginami sunderland sunggal suqian surin surman surrey suzano swedru taian taibai taicang tailai taishan taiyuan takestan taliwang
  tanga tantan tanza taonan taraba tariba tartar tashan tasman tasmania tatvan thongwa timon tirana tirane tobago tohana tolga
  tonala tongaat tonghua torbay trindade trongsa tuni turnisce tuva tyumen ukunda upland valenzuela vienna vineland visalia vrancea
  vranje welland weru west western westonaria wuyang xindian yalta yaowan yonago yongan yongkang yunmen zacapu zaire zalau zambezia
  zamora zarand zealand zeeland ðongha
  `
        .trim()
        .split(/\s+/),
    ),
);
