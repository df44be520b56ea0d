/** A UUID as we write it, in lower case: the same id is always the same text. */
export const uuidPattern = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'

const uuid = new RegExp(uuidPattern)

/** Whether a text is one. */
export const isUuid = (text: string): boolean => uuid.test(text)
