// Numbers as people of a language write them, with their units.

const BLANK = '\u00a0';

export function figures(language, units) {
  const number = (options) => new Intl.NumberFormat(language, options);
  const count = number({});
  const percent = number({ style: 'percent', maximumFractionDigits: 0 });
  const three = number({ maximumSignificantDigits: 3 });
  const whole = number({ maximumFractionDigits: 0 });
  const unit = (text, name) => `${text}${BLANK}${name}`;

  const long = (seconds) => {
    const s = Math.floor(seconds);
    const [first, second] =
      s < 60
        ? [unit(whole.format(s), units.second)]
        : s < 3600
          ? [unit(whole.format(Math.floor(s / 60)), units.minute), unit(whole.format(s % 60), units.second)]
          : [unit(count.format(Math.floor(s / 3600)), units.hour), unit(whole.format(Math.floor((s % 3600) / 60)), units.minute)];
    return second ? `${first} ${second}` : first;
  };

  return {
    count: (n) => count.format(n),
    percent: (share) => percent.format(share),
    // How long something took: as exact as it is worth knowing.
    took: (seconds) => {
      if (seconds < 1) {
        const ms = seconds * 1000;
        return unit((ms < 10 ? three : whole).format(ms), units.millisecond);
      }
      return seconds < 60 ? unit(three.format(seconds), units.second) : long(seconds);
    },
    // How much time goes by: whole seconds.
    long,
    time: (date) => new Intl.DateTimeFormat(language, { timeStyle: 'medium' }).format(date),
  };
}
