/** Where secrets are kept: the volume that every container sees, and each only a folder of. */
export const secretsFolder = process.env['SECRETS_FOLDER'] ?? '/secrets'

/** Folders that must belong to somebody before that somebody starts: `path:uid`, separated by commas. */
export const ownedFolders = (process.env['OWNED_FOLDERS'] ?? '').split(',').filter(Boolean)
