import type { Language } from './language.js';
import { anywhere, opening, wordSet } from './language.js';
import { blind } from './blind.js';

/** Spanish; see de.ts for what is and is not measured. */
export const spanish: Language = {
  ...blind,
  code: 'es',
  fillers: /^(?:(?:eh+|este|em+|bueno|pues|mira|mire|o sea|a ver|la verdad|sinceramente|sabes)(?:, |\.\.\.? |… ))+/i,
  leaning: opening(
    [
      'y|e|pero|o|u|ni|sino|entonces|así que|así|luego|después|también|además|porque|aunque|pues|por eso|por ejemplo|sin embargo|o sea|es decir|mientras',
      'él|ella|ellos|ellas|ello|eso|esto|esos|estos|esa|esas|ese|este|esta|estas|aquello|aquel|aquella|lo|la (?:vi|tuve|hice)|le|les|se lo|su|sus|cual|cuyo|que',
      'sí|no(?=[,.!?;…]|$)|claro|exacto|exactamente|vale|ok|okay|gracias|por supuesto|tal cual|correcto|bueno',
    ].join('|'),
  ),
  pointing: anywhere('él|ella|ellos|ellas|eso|esto'),
  address: anywhere('tú|ti|te|tu|tus|usted|ustedes|vosotros|uno'),
  advert: anywhere('patrocin(?:a|ado|ador|adores)|patrocinado por|gracias a nuestros|presentado por|código (?:de descuento|promocional)|con el código|prueba gratis|por ciento de descuento|\\d+ ?% de descuento|punto com'),
  advertOpening: anywhere('patrocin(?:a|ado|ador|adores)|presentado por'),
  greeting: anywhere('bienvenid[oa]s?|hola a todos|mi invitad[oa]|nuestr[oa] invitad[oa]|gracias por (?:invitarme|tenerme|estar|venir)|hoy (?:hablo|hablamos|charlo|tenemos)|encantad[oa] de estar'),
  farewell: anywhere('muchas gracias|gracias por (?:escuchar|venir|estar)|adiós|hasta (?:luego|la próxima|pronto)|nos (?:vemos|escuchamos)|suscríb(?:ete|anse|ete)|dónde (?:te )?pueden'),
  appeal: anywhere('suscríb(?:ete|anse|iros)|notas del (?:episodio|programa)|deja(?:d|nos)? (?:una|tu) (?:reseña|valoración)|newsletter|apple podcasts'),
  stopWords: wordSet(
    `ahora algo alguien alguna algunas alguno algunos antes aquí aunque bastante bueno cada cierto como cómo cosa cosas cuando cuándo decía decir
    desde después dónde donde ejemplo entonces entre era eran eres esas esos está estaba estaban estamos están estar estas este esto estos estoy
    forma fuera fueron gente había habían hablar hace hacen hacer hacia hasta hecho igual incluso luego manera mejor menos mientras misma mismo
    momento mucha muchas mucho muchos nada nosotros nuestra nuestro nunca otra otras otro otros para parece parte pero personas poder podía porque
    primero puede pueden pues quería quien quién quiere realmente sabes será siempre siendo sobre solamente también tanto tener tenemos tengo
    tenía tiene tienen todas todavía todos trabajo unas unos vamos veces verdad`,
  ),
  clauseJoint: /[,;] (?=(?:y|pero|porque|así que|sino) )/i,
  connective: /^(?:y|pero|entonces|porque|así que) /i,
};
