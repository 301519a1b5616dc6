import type { Language } from './language.js';
import { anywhere, opening, wordSet } from './language.js';
import { blind } from './blind.js';

/** Italian; see de.ts for what is and is not measured. */
export const italian: Language = {
  ...blind,
  code: 'it',
  fillers: /^(?:(?:ehm+|mah|beh|insomma|guarda|senti|allora|diciamo|onestamente|sinceramente|sai)(?:, |\.\.\.? |… ))+/i,
  leaning: opening(
    [
      'e|ed|ma|o|oppure|però|quindi|allora|poi|dopo|anche|inoltre|perché|siccome|perciò|dunque|infatti|cioè|comunque|invece|mentre|così|per esempio|ad esempio',
      'lui|lei|loro|esso|essa|essi|questo|questa|questi|queste|quello|quella|quelli|quelle|ciò|lo|gli|suo|sua|suoi|sue|che|cui|il quale|la quale|ci|ne',
      'sì|no(?=[,.!?;…]|$)|esatto|esattamente|certo|giusto|vero|ok|okay|grazie|appunto|assolutamente|ecco',
    ].join('|'),
  ),
  pointing: anywhere('lui|lei|loro|questo|quello'),
  address: anywhere('tu|ti|te|tuo|tua|tuoi|voi|vi|vostro|si'),
  advert: anywhere('sponsor(?:izzato)?|offerto da|in collaborazione con|codice sconto|con il codice|prova gratuita|per cento di sconto|\\d+ ?% di sconto|punto (?:com|it)'),
  advertOpening: anywhere('sponsor(?:izzato)?|offerto da'),
  greeting: anywhere('benvenut[oaie]|ciao a tutti|buongiorno|il mio ospite|la mia ospite|nostr[oa] ospite|grazie (?:per|dell)\'?(?:invito|avermi)|oggi (?:parlo|parliamo|abbiamo)|felice di essere'),
  farewell: anywhere('grazie mille|grazie per|arrivederci|a presto|alla prossima|ci (?:vediamo|sentiamo)|iscriv(?:iti|etevi)|dove (?:ti )?possono'),
  appeal: anywhere('iscriv(?:iti|etevi)|note dell\'episodio|lascia(?:te|ci)? una recensione|newsletter|apple podcasts'),
  stopWords: wordSet(
    `abbastanza abbiamo adesso allora alcune alcuni altra altre altri altro anche ancora avere aveva avevo bella bello bene c'era c'è certo
    comunque cosa così dalla dalle dello della delle dentro detto dice dire diversi dopo dove dove essere esempio fare fatto forse fosse giusto
    hanno infatti insomma invece loro magari meglio meno mentre modo molta molte molti molto nella nelle nello niente nostra nostro ogni oltre
    parte perché persone però poco possiamo potere prima primo proprio qualche qualcosa qualcuno quale quando quanto quasi quella quelle quelli
    quello questa queste questi questo quindi secondo sempre senza siamo solito solo sono sopra soprattutto sotto stata state stato stesso
    sulla tanta tanti tanto tempo tutta tutte tutti tutto usare veramente verso volta volte vuole`,
  ),
  clauseJoint: /[,;] (?=(?:e|ma|perché|quindi|però) )/i,
  connective: /^(?:e|ma|quindi|allora|perché) /i,
};
