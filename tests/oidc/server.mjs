// A real OpenID provider for the tests, with claims as the Flemish sign-in service gives them.
//   node server.mjs REDIRECT_URI   prints {"issuer": ...} when it listens on a free port of 127.0.0.1.
// Two addresses are for the tests only: POST /test/person chooses who signs in and with which claims,
// POST /test/fault makes the next ID tokens wrong in one way.
import { createHmac } from 'node:crypto'
import http from 'node:http'
import { decodeJwt, exportJWK, generateKeyPair, SignJWT } from 'jose'
import Provider from 'oidc-provider'

const KID = 'test-key'
const keys = await generateKeyPair('RS256', { extractable: true })
const otherKeys = await generateKeyPair('RS256', { extractable: true })
const jwk = { ...(await exportJWK(keys.privateKey)), kid: KID, alg: 'RS256', use: 'sig' }
const VO = ['vo_id', 'vo_doelgroepcode', 'vo_orgcode', 'vo_orgnaam', 'vakwerk_rol_3d']

let person = { sub: 'nobody' }
let fault = ''

const server = http.createServer()
await new Promise((ready) => server.listen(0, '127.0.0.1', ready))
const issuer = `http://127.0.0.1:${server.address().port}`

const provider = new Provider(issuer, {
  clients: [{
    client_id: 'vakwerk',
    client_secret: 'only-for-the-tests',
    redirect_uris: [process.argv[2]],
    token_endpoint_auth_method: 'client_secret_post',
  }],
  jwks: { keys: [jwk] },
  cookies: { keys: ['only-for-the-tests'] },
  pkce: { required: () => true },
  scopes: ['openid', 'profile', 'vo'],
  claims: { openid: ['sub'], profile: ['given_name', 'family_name', 'email', 'email_verified'], vo: VO },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (ctx, interaction) => `/interaction/${interaction.uid}` },
  findAccount: (ctx, id) => ({ accountId: id, claims: () => ({ ...person, sub: id }) }),
  loadExistingGrant: async (ctx) => {
    const grant = new ctx.oidc.provider.Grant({
      clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId,
    })
    grant.addOIDCScope('openid profile vo')
    await grant.save()
    return grant
  },
})

const sign = (claims, key) => new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: KID }).sign(key)
const part = (value) => Buffer.from(JSON.stringify(value)).toString('base64url')
const now = () => Math.floor(Date.now() / 1000)

// Each fault makes one thing wrong and leaves the rest as the provider made it.
const FAULTS = {
  audience: (token) => sign({ ...decodeJwt(token), aud: 'another-client' }, keys.privateKey),
  issuer: (token) => sign({ ...decodeJwt(token), iss: 'https://another.example' }, keys.privateKey),
  expired: (token) => sign({ ...decodeJwt(token), iat: now() - 7200, exp: now() - 3600 }, keys.privateKey),
  nonce: (token) => sign({ ...decodeJwt(token), nonce: 'of another sign-in' }, keys.privateKey),
  'other key': (token) => sign(decodeJwt(token), otherKeys.privateKey),
  'other person': (token) => {
    const [head, , signature] = token.split('.')
    return [head, part({ ...decodeJwt(token), sub: 'principal' }), signature].join('.')
  },
  unsigned: (token) => [part({ alg: 'none', kid: KID }), part(decodeJwt(token)), ''].join('.'),
  'public key as secret': (token) => {
    const signed = [part({ alg: 'HS256', kid: KID }), part(decodeJwt(token))].join('.')
    return `${signed}.${createHmac('sha256', JSON.stringify(jwk.n)).update(signed).digest('base64url')}`
  },
  missing: () => undefined,
}

provider.use(async (ctx, next) => {
  await next()
  if (ctx.path === '/token' && fault && ctx.body?.id_token) {
    ctx.body = { ...ctx.body, id_token: await FAULTS[fault](ctx.body.id_token) }
  }
})

const readJson = async (request) => {
  let text = ''
  for await (const piece of request) text += piece
  return JSON.parse(text)
}

const answer = provider.callback()
server.on('request', async (request, response) => {
  if (request.url === '/test/person') person = await readJson(request)
  else if (request.url === '/test/fault') fault = (await readJson(request)).fault
  else if (request.url.startsWith('/interaction/')) {
    await provider.interactionFinished(request, response, { login: { accountId: person.sub } })
    return
  } else {
    answer(request, response)
    return
  }
  response.writeHead(204).end()
})

console.log(JSON.stringify({ issuer }))
