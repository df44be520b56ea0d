/** Where secrets are kept: the volume that every container sees, and each only a folder of. */
export const secretsFolder = process.env['SECRETS_FOLDER'] ?? '/secrets'

/** Where certificates are in every container, when everything speaks TLS. */
export const certificatesFolder = process.env['CERTIFICATES_FOLDER']

/** Folders that must belong to somebody before that somebody starts: `path:uid`, separated by commas. */
export const ownedFolders = (process.env['OWNED_FOLDERS'] ?? '').split(',').filter(Boolean)
