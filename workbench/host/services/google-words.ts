/** The languages in which the local Google can refuse. */
export type Language = "en" | "de" | "fr" | "pt" | "es" | "ja";

/** What is refused, and what its sentence names. */
export interface Phrase {
  readonly phrase: keyof typeof PHRASES;
  /** The call, document, address or service that the sentence names. */
  readonly about?: string;
  /** Scopes that are missing. */
  readonly scopes?: string;
}

/**
 * Google's sentences by language; `%` is what they are about, `$` the scopes. The English ones are documented or were published by others
 * (troubleshooting, issue trackers). The others are worded after what people who speak the language have published; no recording proves them.
 */
const PHRASES = {
  timedOut: {
    en: "Service Spreadsheets timed out while accessing document with id %.",
    de: 'Zeitüberschreitung im Dienst "Tabellen" beim Zugriff auf das Dokument mit der ID %.',
    fr: "Le service Feuilles de calcul a expiré lors de l'accès au document associé à l'ID %.",
    pt: "O serviço Planilhas expirou ao acessar o documento com código %.",
    es: "Se agotó el tiempo de espera del servicio Hojas de cálculo al acceder al documento con ID %.",
    ja: "ドキュメント（ID: %）へのアクセス中にスプレッドシートのサービスがタイムアウトしました。",
  },
  serverError: {
    en: "We're sorry, a server error occurred. Please wait a bit and try again.",
    de: "Leider ist ein Serverfehler aufgetreten. Bitte warten Sie etwas und versuchen Sie es dann noch einmal.",
    fr: "Une erreur s'est produite sur le serveur. Veuillez patienter quelques instants, puis réessayer.",
    pt: "Ocorreu um erro no servidor. Aguarde um pouco e tente novamente.",
    es: "Lo sentimos, se produjo un error en el servidor. Espera un momento y vuelve a intentarlo.",
    ja: "サーバー エラーが発生しました。しばらくしてからもう一度試してください。",
  },
  tooOften: {
    en: "Service invoked too many times in a short time: %. Try Utilities.sleep(1000) between calls.",
    de: "Dienst wurde in kurzer Zeit zu oft aufgerufen: %. Versuchen Sie, Utilities.sleep(1000) zwischen den Aufrufen auszuführen.",
    fr: "Service appelé trop souvent en un court laps de temps : %. Essayez Utilities.sleep(1000) entre les appels.",
    pt: "Serviço invocado muitas vezes em pouco tempo: %. Tente usar Utilities.sleep(1000) entre as chamadas.",
    es: "Se invocó el servicio demasiadas veces en poco tiempo: %. Prueba con Utilities.sleep(1000) entre llamadas.",
    ja: "短時間にサービスを呼び出した回数が多すぎます: %。呼び出しの間に Utilities.sleep(1000) を実行してください。",
  },
  dayUsedUp: {
    en: "Service invoked too many times for one day: %.",
    de: "Dienst wurde an einem Tag zu oft aufgerufen: %.",
    fr: "Service appelé trop souvent en une seule journée : %.",
    pt: "Serviço invocado muitas vezes em um único dia: %.",
    es: "Se invocó el servicio demasiadas veces en un día: %.",
    ja: "1 日にサービスを呼び出した回数が多すぎます: %。",
  },
  computerTime: {
    en: "Service using too much computer time for one day",
    de: "Dienst verbraucht an einem Tag zu viel Rechenzeit",
    fr: "Le service utilise trop de temps de calcul sur une journée",
    pt: "O serviço está usando muito tempo de computação em um dia",
    es: "El servicio usa demasiado tiempo de computación en un día",
    ja: "1 日にサービスが使用したコンピュータ時間が長すぎます",
  },
  tooMany: {
    en: "There are too many scripts running simultaneously for this Google user account.",
    de: "Es werden zu viele Skripts gleichzeitig für dieses Google-Nutzerkonto ausgeführt.",
    fr: "Trop de scripts s'exécutent simultanément pour ce compte utilisateur Google.",
    pt: "Há muitos scripts em execução simultaneamente para esta conta de usuário do Google.",
    es: "Hay demasiadas secuencias de comandos ejecutándose simultáneamente para esta cuenta de usuario de Google.",
    ja: "この Google ユーザー アカウントで同時に実行されているスクリプトが多すぎます。",
  },
  tooLong: {
    en: "Exceeded maximum execution time",
    de: "Maximale Ausführungszeit überschritten",
    fr: "Délai d'exécution maximal dépassé",
    pt: "Tempo máximo de execução excedido",
    es: "Se superó el tiempo máximo de ejecución",
    ja: "起動時間の最大値を超えました",
  },
  missingScopes: {
    en: "Specified permissions are not sufficient to call %. Required permissions: $",
    de: "Die angegebenen Berechtigungen reichen nicht aus, um % aufzurufen. Erforderliche Berechtigungen: $",
    fr: "Les autorisations spécifiées ne sont pas suffisantes pour appeler %. Autorisations requises : $",
    pt: "As permissões especificadas não são suficientes para chamar %. Permissões necessárias: $",
    es: "Los permisos especificados no son suficientes para llamar a %. Permisos necesarios: $",
    ja: "指定された権限では % を呼び出すことができません。必要な権限: $",
  },
  authorise: {
    en: "Authorization is required to perform that action.",
    de: "Für diese Aktion ist eine Autorisierung erforderlich.",
    fr: "Une autorisation est requise pour effectuer cette action.",
    pt: "É necessário ter autorização para executar essa ação.",
    es: "Se necesita autorización para realizar esa acción.",
    ja: "その操作を実行するには承認が必要です。",
  },
  noPermission: {
    en: "You do not have permission to call %",
    de: "Sie sind nicht berechtigt, % aufzurufen",
    fr: "Vous n'êtes pas autorisé à appeler %",
    pt: "Você não tem permissão para chamar %",
    es: "No tienes permiso para llamar a %",
    ja: "% を呼び出す権限がありません",
  },
  protected: {
    en: "You are trying to edit a protected cell or object. Please contact the spreadsheet owner to remove protection if you need to edit.",
    de: "Sie versuchen, eine geschützte Zelle oder ein geschütztes Objekt zu bearbeiten. Wenden Sie sich an den Eigentümer der Tabelle, wenn der Schutz aufgehoben werden soll.",
    fr: "Vous tentez de modifier une cellule ou un objet protégés. Si vous devez effectuer des modifications, contactez le propriétaire de la feuille de calcul pour supprimer la protection.",
    pt: "Você está tentando editar uma célula ou um objeto protegido. Entre em contato com o proprietário da planilha para remover a proteção, se precisar editar.",
    es: "Estás intentando editar una celda o un objeto protegidos. Ponte en contacto con el propietario de la hoja de cálculo para quitar la protección si necesitas editar.",
    ja: "保護されているセルやオブジェクトを編集しようとしています。編集する必要がある場合は、スプレッドシートのオーナーに連絡して保護を解除してもらってください。",
  },
  typedColumn: {
    en: "This operation is not allowed on cells in typed columns.",
    de: "Dieser Vorgang ist für Zellen in typisierten Spalten nicht zulässig.",
    fr: "Cette opération n'est pas autorisée sur les cellules des colonnes typées.",
    pt: "Esta operação não é permitida em células de colunas com tipo.",
    es: "Esta operación no se permite en celdas de columnas con tipo.",
    ja: "型付きの列のセルではこの操作を実行できません。",
  },
  tooManyTriggers: {
    en: "The Add-on attempted to create too many % triggers in this document for this Google user account.",
    de: "Das Add-on hat versucht, in diesem Dokument für dieses Google-Nutzerkonto zu viele Trigger (%) zu erstellen.",
    fr: "Le module complémentaire a tenté de créer trop de déclencheurs (%) dans ce document pour ce compte utilisateur Google.",
    pt: "O complemento tentou criar muitos acionadores (%) neste documento para esta conta de usuário do Google.",
    es: "El complemento intentó crear demasiados activadores (%) en este documento para esta cuenta de usuario de Google.",
    ja: "アドオンは、この Google ユーザー アカウントのこのドキュメントで作成するトリガー（%）が多すぎます。",
  },
  blocked: {
    en: "Access to domain % has been blocked by the administrator.",
    de: "Der Zugriff auf die Domain % wurde vom Administrator blockiert.",
    fr: "L'accès au domaine % a été bloqué par l'administrateur.",
    pt: "O acesso ao domínio % foi bloqueado pelo administrador.",
    es: "El administrador bloqueó el acceso al dominio %.",
    ja: "ドメイン % へのアクセスは管理者によってブロックされています。",
  },
  unavailable: {
    en: "Address unavailable: %",
    de: "Adresse nicht verfügbar: %",
    fr: "Adresse non disponible : %",
    pt: "Endereço não disponível: %",
    es: "Dirección no disponible: %",
    ja: "使用できないアドレス: %",
  },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>;

/** Returns Google's sentence in a language. */
export function inGooglesWords({ phrase, about = "", scopes = "" }: Phrase, language: Language): string {
  return PHRASES[phrase][language].replace("%", () => about).replace("$", () => scopes);
}
