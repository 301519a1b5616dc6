import type { Language } from './language.js';
import { anywhere, opening, wordSet } from './language.js';
import { blind } from './blind.js';

/** French; see de.ts for what is and is not measured. */
export const french: Language = {
  ...blind,
  code: 'fr',
  fillers: /^(?:(?:euh+|ben|bah|bon|hein|alors|enfin|écoute[zs]?|franchement|honnêtement|tu sais|vous savez|tu vois|vous voyez)(?:, |\.\.\.? |… ))+/i,
  leaning: opening(
    [
      'et|mais|ou|donc|or|ni|car|alors|puis|ensuite|aussi|parce qu[e\']?|pourtant|cependant|sinon|du coup|en fait|d\'ailleurs|par exemple|enfin|sauf',
      'il|elle|ils|elles|lui|leur|leurs|son|sa|ses|ce|cela|ça|c|cet|cette|ces|celui|celle|ceux|celles|en|y|qui|que|qu|dont|lequel|laquelle',
      'oui|ouais|non|si|voilà|exactement|tout à fait|absolument|d\'accord|ok|okay|bien sûr|merci|ah',
    ].join('|'),
  ),
  pointing: anywhere('il|elle|ils|elles|lui|leur|celui-ci|celle-ci'),
  address: anywhere('tu|toi|te|ton|ta|tes|vous|votre|vos|on'),
  advert: anywhere('sponsor(?:isé|s)?|sponsorisé par|partenaire de (?:cet|l\')|soutenu par|présenté par|code promo|avec le code|essai gratuit|pour cent de réduction|\\d+ ?% de réduction|point (?:com|fr)'),
  advertOpening: anywhere('sponsor(?:isé|s)?|partenaire de (?:cet|l\')|soutenu par|présenté par'),
  greeting: anywhere('bienvenue|bonjour|mon invitée?|notre invitée?|merci de (?:m\'avoir invitée?|me recevoir|l\'invitation)|aujourd\'hui (?:je reçois|on reçoit|nous recevons)|ravie? d\'être'),
  farewell: anywhere('merci beaucoup|merci d\'avoir|au revoir|à bientôt|à la semaine prochaine|abonnez-vous|à la prochaine|où peut-on'),
  appeal: anywhere('abonnez-vous|abonne-toi|notes de l\'épisode|laissez(?:-nous)? (?:un|une) (?:avis|commentaire|note)|newsletter|cinq étoiles|apple podcasts'),
  stopWords: wordSet(
    `alors après aussi autre autres avait avaient avant avec avoir beaucoup c'est c'était chaque chose choses comme comment d'accord dans depuis
    dire disait donc d'un d'une encore entre étaient était être exemple faire fait fallait faudrait j'ai j'avais j'étais juste l'on leurs mais
    même mieux moins notre parce parfois parler pendant personne personnes petit peut peut-être plus plutôt pour pourquoi pouvait qu'est qu'il
    qu'ils qu'on quand quelque quelques quelqu'un rien sans serait sont souvent surtout toujours tous tout toute toutes très trop truc vais vers
    voilà voir votre vraiment`,
  ),
  clauseJoint: /[,;] (?=(?:et|mais|parce que|donc|car) )/i,
  connective: /^(?:et|mais|donc|alors|puis) /i,
};
