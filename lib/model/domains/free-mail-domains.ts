/** Providers at which anybody can have an address: no organization can own one of these. */
const freeMail = new Set(
  `gmail.com googlemail.com
  outlook.com hotmail.com live.com msn.com passport.com
  hotmail.co.uk hotmail.de hotmail.fr hotmail.it hotmail.es live.co.uk live.de live.fr live.nl outlook.de outlook.fr outlook.es outlook.it
  yahoo.com ymail.com rocketmail.com myyahoo.com
  yahoo.co.uk yahoo.de yahoo.fr yahoo.it yahoo.es yahoo.ca yahoo.co.in yahoo.in yahoo.co.jp yahoo.com.br yahoo.com.au yahoo.com.mx
  icloud.com me.com mac.com
  aol.com aim.com verizon.net comcast.net att.net sbcglobal.net bellsouth.net cox.net charter.net
  proton.me protonmail.com protonmail.ch pm.me tutanota.com tutanota.de tuta.io tuta.com
  gmx.com gmx.de gmx.net gmx.at gmx.ch web.de freenet.de t-online.de mail.de posteo.de mailbox.org 1und1.de arcor.de
  mail.com email.com usa.com fastmail.com fastmail.fm hey.com hushmail.com zoho.com zohomail.com zohomail.eu
  yandex.com yandex.ru ya.ru mail.ru bk.ru list.ru inbox.ru internet.ru rambler.ru ukr.net
  qq.com foxmail.com 163.com 126.com yeah.net sina.com sina.cn sohu.com aliyun.com 139.com 189.cn
  naver.com daum.net hanmail.net kakao.com nate.com
  orange.fr wanadoo.fr free.fr laposte.net sfr.fr bbox.fr neuf.fr numericable.fr
  libero.it virgilio.it tiscali.it alice.it tim.it tin.it
  btinternet.com virginmedia.com sky.com talktalk.net ntlworld.com blueyonder.co.uk
  seznam.cz centrum.cz wp.pl o2.pl onet.pl interia.pl op.pl
  ziggo.nl kpnmail.nl planet.nl hetnet.nl xs4all.nl skynet.be telenet.be proximus.be
  bluewin.ch hispeed.ch uol.com.br bol.com.br terra.com.br ig.com.br rediffmail.com
  duck.com simplelogin.com mailinator.com guerrillamail.com yopmail.com temp-mail.org 10minutemail.com`.split(
    /\s+/,
  ),
);

/** True for a provider at which anybody can have an address. The name must be in ASCII form, lower case. */
export function isFreeMailDomain(name: string): boolean {
  return freeMail.has(name);
}
