// Everything the page says, in both languages.

const count = (language, n, forms) => {
  const form = forms[new Intl.PluralRules(language).select(n)] ?? forms.other;
  return `${new Intl.NumberFormat(language).format(n)} ${form}`;
};

const en = {
  anew: 'New conversation',
  language: 'Language',
  log: 'Conversation',
  question: 'Your question',
  hint: 'Ask something…',
  keys: 'Enter sends, Shift + Enter starts a new line, Esc stops',
  send: 'Send',
  stop: 'Stop the answer',
  models: 'Model that answers',
  api: 'REST API',
  health: 'Health',
  operations: 'Operations',
  you: 'You',
  model: 'Model',
  problem: 'Problem',
  thinking: 'The model is thinking…',
  complete: 'The answer is complete.',
  forgotten: 'A new conversation has begun.',
  reasoning: 'Reasoning',
  progress: ({ function: name, remainingSeconds: left }) =>
    left == null ? `At work: ${name}` : `At work: ${name}, about ${count('en', left, { one: 'second', other: 'seconds' })} left`,
  stopped: 'You stopped the answer.',
  incomplete: 'The answer was not finished.',
  notRemembered: 'The conversation went on while this was being answered: the model will not remember it.',
  brokeOff: 'The answer broke off; what had come is above.',
  again: 'Try again',
  details: 'Details',
  request: 'Request',
  empty: 'The model answered with an empty text.',
  welcome: 'Ask a language model',
  welcomeText: 'A bean of a Jakarta EE application passes your question on. The server remembers the conversation of this tab until you start a new one.',
  simulatorTitle: 'A simulator answers here, not a real model.',
  simulatorText: 'It needs no key and no network. To talk to GigaChat, start the server with',
  ideas: [
    'What is an enterprise bean?',
    'Explain dependency injection to a child',
    'Write a haiku about a garbage collector',
  ],
  simulatorIdeas: [
    ['Show a long answer', '/long 120'],
    ['Show Markdown', '/markdown'],
    ['Show an overloaded model', '/429 60'],
    ['Show moderation', '/blacklist'],
  ],
  tokens: (usage) =>
    `${count('en', usage.totalTokens, { one: 'token', other: 'tokens' })}: ${usage.promptTokens} question` +
    `${usage.cachedPromptTokens ? ` (${usage.cachedPromptTokens} from the cache)` : ''} + ${usage.completionTokens} answer`,
  finish: {
    length: 'The answer was cut at the token limit.',
    content_filter: 'Moderation replaced the answer.',
    error: 'The model broke off.',
  },
  problems: {
    'rate-limited': (problem, seconds) =>
      `The model is overloaded. Try again in ${count('en', seconds, { one: 'second', other: 'seconds' })}.`,
    'provider-timeout': () => 'The model did not answer in time. Try again, or ask something shorter.',
    busy: (problem, seconds) =>
      `Too many people are asking. Try again in ${count('en', seconds, { one: 'second', other: 'seconds' })}.`,
    'provider-configuration': () =>
      'This application is not set up for its model. Whoever runs it should check the address and the model.',
    'provider-credentials': () =>
      'The model does not accept the key of this application. Whoever runs it should check GIGACHAT_CREDENTIALS.',
    'provider-quota': () => 'The tokens that were bought for this model are used up.',
    'provider-unavailable': () => 'The model cannot be reached or does not work at the moment. Try again later.',
    'unsupported-capability': (problem) => `This model does not support “${problem.parameter}”.`,
    'rejected-by-model': (problem) =>
      problem.status === 413
        ? 'That is too long for the model. Ask something shorter, or start a new conversation.'
        : 'The model cannot answer this request as it is. Ask in another way.',
    'invalid-body': () => 'The application did not understand the request.',
    'too-large': () => 'The conversation is too long to be sent. Start a new one.',
    interrupted: () => 'The application is stopping. Try again in a minute.',
    internal: () => 'Something went wrong in the application. Its log knows more.',
    offline: () => 'The application does not answer. Is the server running?',
    broken: () => 'The connection to the application was lost.',
    other: () => 'That did not work.',
  },
};

const ru = {
  anew: 'Новый разговор',
  language: 'Язык',
  log: 'Разговор',
  question: 'Ваш вопрос',
  hint: 'Спросите что-нибудь…',
  keys: 'Enter — отправить, Shift + Enter — новая строка, Esc — остановить',
  send: 'Отправить',
  stop: 'Остановить ответ',
  models: 'Какая модель отвечает',
  api: 'REST API',
  health: 'Состояние',
  operations: 'Показатели',
  you: 'Вы',
  model: 'Модель',
  problem: 'Ошибка',
  thinking: 'Модель думает…',
  complete: 'Ответ готов.',
  forgotten: 'Начат новый разговор.',
  reasoning: 'Рассуждение',
  progress: ({ function: name, remainingSeconds: left }) =>
    left == null
      ? `Работает ${name}`
      : `Работает ${name}, осталось около ${count('ru', left, { one: 'секунды', few: 'секунд', many: 'секунд', other: 'секунды' })}`,
  stopped: 'Вы остановили ответ.',
  incomplete: 'Ответ не закончен.',
  notRemembered: 'Пока модель отвечала, разговор ушёл дальше: этот ответ она не запомнит.',
  brokeOff: 'Ответ прервался; начало — выше.',
  again: 'Повторить',
  details: 'Подробности',
  request: 'Запрос',
  empty: 'Модель ответила пустым текстом.',
  welcome: 'Спросите языковую модель',
  welcomeText: 'Ваш вопрос передаст ей бин приложения Jakarta EE. Сервер помнит разговор этой вкладки, пока вы не начнёте новый.',
  simulatorTitle: 'Здесь отвечает симулятор, а не настоящая модель.',
  simulatorText: 'Ему не нужны ни ключ, ни сеть. Чтобы говорить с GigaChat, запустите сервер с переменной',
  ideas: [
    'Что такое enterprise bean?',
    'Объясни внедрение зависимостей ребёнку',
    'Напиши хокку о сборщике мусора',
  ],
  simulatorIdeas: [
    ['Показать длинный ответ', '/long 120 слов'],
    ['Показать Markdown', 'Покажи /markdown'],
    ['Показать перегрузку модели', '/429 60'],
    ['Показать модерацию', '/blacklist'],
  ],
  tokens: (usage) =>
    `${count('ru', usage.totalTokens, { one: 'токен', few: 'токена', many: 'токенов', other: 'токена' })}: вопрос ${usage.promptTokens}` +
    `${usage.cachedPromptTokens ? ` (из кэша ${usage.cachedPromptTokens})` : ''} + ответ ${usage.completionTokens}`,
  finish: {
    length: 'Ответ обрезан по пределу токенов.',
    content_filter: 'Ответ заменён модерацией.',
    error: 'Модель прервала ответ.',
  },
  problems: {
    'rate-limited': (problem, seconds) =>
      `Модель перегружена. Повторите через ${count('ru', seconds, { one: 'секунду', few: 'секунды', many: 'секунд', other: 'секунды' })}.`,
    'provider-timeout': () => 'Модель не ответила вовремя. Повторите или спросите короче.',
    busy: (problem, seconds) =>
      `Слишком много вопросов сразу. Повторите через ${count('ru', seconds, { one: 'секунду', few: 'секунды', many: 'секунд', other: 'секунды' })}.`,
    'provider-configuration': () =>
      'Приложение неверно настроено для своей модели. Тому, кто его запустил, стоит проверить адрес и модель.',
    'provider-credentials': () =>
      'Модель не принимает ключ этого приложения. Тому, кто его запустил, стоит проверить GIGACHAT_CREDENTIALS.',
    'provider-quota': () => 'Купленные для этой модели токены закончились.',
    'provider-unavailable': () => 'Модель сейчас недоступна или не работает. Повторите позже.',
    'unsupported-capability': (problem) => `Эта модель не поддерживает «${problem.parameter}».`,
    'rejected-by-model': (problem) =>
      problem.status === 413
        ? 'Для модели это слишком длинно. Спросите короче или начните новый разговор.'
        : 'Модель не может ответить на такой запрос. Спросите иначе.',
    'invalid-body': () => 'Приложение не поняло запрос.',
    'too-large': () => 'Разговор слишком длинный, его нельзя отправить. Начните новый.',
    interrupted: () => 'Приложение останавливается. Повторите через минуту.',
    internal: () => 'В приложении что-то пошло не так. Подробности — в его журнале.',
    offline: () => 'Приложение не отвечает. Сервер запущен?',
    broken: () => 'Связь с приложением прервалась.',
    other: () => 'Не получилось.',
  },
};

export const texts = { en, ru };
