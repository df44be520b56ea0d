/**
 * What every customer of our runs has in name, e-mail address and street. Where it is found, so would theirs be.
 * Without its first letter, so that capitals make no difference.
 */
export const canary = 'anary'
