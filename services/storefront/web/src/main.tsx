import { render } from 'preact'
import './look/tokens.css'
import './look/base.css'
import './look/shell.css'
import { App } from './shell/app.tsx'
import { followLinks } from './shell/router.ts'
import { keepAsking } from './shell/state.ts'

const page = document.getElementById('page')
if (page) render(<App />, page)
followLinks()
keepAsking()
