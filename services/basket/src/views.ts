import { ProductChanged } from '@saga-shop/contracts'
import { becomes, reactsWith, view } from '@saga-shop/runtime'
import { products } from './products.ts'

/** Products are as they were last announced. */
export const productChanged = reactsWith(products)(ProductChanged, (_, { data }) => becomes(data))

/** What basket keeps that is nothing but what its topics say. */
export const views = [view('products', { table: 'products', key: 'id', reactions: [productChanged] })]
