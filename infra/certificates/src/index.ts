export { type Authority, newAuthority } from './authority.ts'
export { authorityFile, authorityOf, identityFile, supply } from './folder.ts'
export { type Holder, holdersIn } from './holders.ts'
export { type Claim, issue } from './issue.ts'
