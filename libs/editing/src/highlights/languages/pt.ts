import type { Language } from './language.js';
import { anywhere, opening, wordSet } from './language.js';
import { blind } from './blind.js';

/** Portuguese of Brazil and Portugal; see de.ts for what is and is not measured. */
export const portuguese: Language = {
  ...blind,
  code: 'pt',
  fillers: /^(?:(?:é+|hum+|ah+|eh+|bom|olha|olhe|tipo|então|sinceramente|na verdade|sabe|pois)(?:, |\.\.\.? |… ))+/i,
  leaning: opening(
    [
      'e|mas|ou|nem|então|daí|aí|depois|também|além disso|porque|pois|embora|portanto|porém|contudo|enquanto|por isso|por exemplo|ou seja|assim',
      'ele|ela|eles|elas|isso|isto|aquilo|esse|essa|esses|essas|este|esta|estes|estas|aquele|aquela|aqueles|aquelas|seu|sua|seus|suas|dele|dela|que|cujo|o qual|a qual|lhe|lhes',
      'sim|não(?=[,.!?;…]|$)|claro|exato|exatamente|isso mesmo|certo|tá|ok|okay|obrigad[oa]|com certeza|pois é|verdade',
    ].join('|'),
  ),
  pointing: anywhere('ele|ela|eles|elas|isso|isto'),
  address: anywhere('você|vocês|tu|te|ti|teu|tua|a gente'),
  advert: anywhere('patrocin(?:a|ado|ador|adores|ínio)|oferecido por|apoio de|apresentado por|código (?:de desconto|promocional)|com o código|cupom|teste grátis|por cento de desconto|\\d+ ?% de desconto|ponto com'),
  advertOpening: anywhere('patrocin(?:a|ado|ador|adores|ínio)|oferecido por|apresentado por'),
  greeting: anywhere('bem-?vind[oa]s?|olá|oi,? pessoal|meu convidado|minha convidada|noss[oa] convidad[oa]|obrigad[oa] pel[oa] convite|hoje (?:eu )?(?:converso|recebo|vamos|temos)|prazer (?:estar|em estar)'),
  farewell: anywhere('muito obrigad[oa]|obrigad[oa] por|tchau|adeus|até (?:a próxima|logo|semana que vem|mais)|inscrev(?:a-se|am-se)|onde (?:as pessoas|podem)'),
  appeal: anywhere('inscrev(?:a-se|am-se)|notas do episódio|deix(?:e|a|em) (?:uma|sua) (?:avaliação|comentário)|newsletter|apple podcasts|se inscreve'),
  stopWords: wordSet(
    `agora ainda algo alguém alguma algumas algum alguns antes aquela aquele aqueles aquilo assim através bastante cada coisa coisas como
    comigo consegue consigo daquele depois desde dessa desse deste disse dizer dentro durante então entre era eram essa essas esse esses esta
    estava estavam estamos estão estar estas este estes estou exemplo falar falou fazer fazendo feito ficar foram forma fosse gente havia
    hoje isso jeito lugar maior mais melhor menos mesma mesmo minha muita muitas muito muitos nada naquele nessa nesse ninguém nossa nosso
    nunca onde outra outras outro outros para parece parte pessoa pessoas podem poder podia porque porquê porém pouco precisa primeira
    primeiro própria próprio quais qualquer quando quanto quase quem queria realmente saber sabia sempre sendo senão seria sobre somente
    tanto também temos tempo tenho teria tinha tipo toda todas todo todos trabalho tudo uma umas vamos várias vários vezes você vocês`,
  ),
  clauseJoint: /[,;] (?=(?:e|mas|porque|então|só que) )/i,
  connective: /^(?:e|mas|então|porque|aí) /i,
};
