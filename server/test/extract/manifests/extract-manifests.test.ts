/** Manifests are read with their places, and nothing that is broken, huge or hostile stops the reading. */

import assert from 'node:assert/strict';
import type { Manifests } from '../../../../rules/model/manifests.ts';
import type { Outcome } from '../../../../rules/model/outcome.ts';
import { filePath, type Site } from '../../../../rules/model/source.ts';
import { extractManifests } from '../../../src/extract/manifests/extract-manifests.ts';
import type { FileSystem } from '../../../src/platform/file-system.ts';

type Texts = Readonly<Record<string, string>>;

function read(texts: Texts): Promise<Outcome<Manifests>> {
  return extractManifests('', Object.keys(texts).map(filePath), inMemory(texts));
}

function inMemory(texts: Texts): FileSystem {
  return {
    readText: (path) => Promise.resolve(texts[path] === undefined ? { ok: false, why: 'unreadable' } : { ok: true, text: texts[path] }),
    stat: () => Promise.resolve(undefined),
    list: () => Promise.resolve(undefined),
  };
}

function textAt(texts: Texts, site: Site | undefined): string | undefined {
  return site && texts[site.file]?.slice(...site.span);
}

describe('Helm', () => {
  const template = `{{- /* what runs */ -}}
{{- if .Values.enabled }}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "shop.fullname" . }}-orders
  labels:
    {{- include "shop.labels" . | nindent 4 }}
spec:
  {{- if not .Values.autoscaling.enabled }}
  replicas: {{ .Values.replicaCount | default 1 }}
  {{- else }}
  replicas: 99
  {{- end }}
  template:
    spec:
      containers:
        - name: {{ .Chart.Name }}
          image: "{{ .Values.image.repository }}:{{ default "latest" .Values.image.tag }}"
          {{- with .Values.resources }}
          resources:
            {{- toYaml . | nindent 12 }}
          {{- end }}
          env:
            - name: PRICES_URL
              value: http://{{ .Release.Name }}-prices:{{ .Values.port }}
            {{- range .Values.more }}
            - name: {{ .name }}
            {{- end }}
            {{- toYaml .Values.env | nindent 12 }}
{{- end }}
`;
  const values = 'enabled: true\nreplicaCount: 2\nport: 4000\nautoscaling: { enabled: false }\nimage: { repository: shop/orders }\nresources: { limits: { cpu: 500m, memory: 256Mi } }\nenv: [{ name: REGION, value: eu }]\n';

  it('is read with the values that the chart comes with, and points at the lines of the template', async () => {
    const { value, problems } = await read({ 'chart/Chart.yaml': 'name: shop\n', 'chart/values.yaml': values, 'chart/templates/orders.yaml': template });
    const [orders] = value.workloads;
    assert.deepEqual(problems, []);
    assert.deepEqual([orders?.kind, orders?.name, orders?.image, orders?.replicas, orders?.processors, orders?.megabytes, orders?.hasLimits], ['Deployment', 'orders', 'shop/orders:latest', 2, 0.5, 256, true]);
    assert.deepEqual(orders?.environment, { PRICES_URL: 'http://prices:4000', REGION: 'eu' });
    assert.deepEqual(orders?.traits, ['chart', 'restarts']);
    assert.equal(value.lineStarts.get(filePath('chart/templates/orders.yaml'))?.filter((start) => start <= (orders?.at.span[0] ?? 0)).length, 6);
  });

  it('is read once for each name by which the chart around it brings it in', async () => {
    const around = 'name: shop\ndependencies:\n  - { name: server, alias: orders }\n  - { name: server, alias: prices }\n';
    const small = 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ include "server.fullname" . }}\nspec:\n  replicas: {{ .Values.replicaCount }}\n  template:\n    spec:\n      containers: [{ image: shop/server }]\n';
    const { value } = await read({ 'chart/Chart.yaml': around, 'chart/values.yaml': 'orders: { replicaCount: 3 }\n', 'chart/charts/server/Chart.yaml': 'name: server\n', 'chart/charts/server/values.yaml': 'replicaCount: 1\n', 'chart/charts/server/templates/deployment.yaml': small });
    assert.deepEqual(value.workloads.map(({ name, replicas }) => [name, replicas]), [['orders', 3], ['prices', 1]]);
  });

  it('says nothing where a template makes no YAML that can be read, and ends whatever it is given', async () => {
    for (const broken of ['{{ if }}{{ end }}{{ end }}\napiVersion: v1\nkind: Deployment\n  - : {', `apiVersion: v1\nkind: Pod\n${'{{ with .Values.a }}'.repeat(2_000)}`, `apiVersion: v1\nkind: Pod\nname: ${'{{ .Values.'.repeat(5_000)}`]) {
      const { value, problems } = await read({ 'chart/Chart.yaml': 'name: shop\n', 'chart/templates/a.yaml': broken });
      assert.deepEqual([value.workloads, problems], [[], []]);
    }
  });
});

describe('Compose', () => {
  const texts = {
    'deploy/compose.yaml': `
x-common: &common
  restart: always
  environment: { PRICES_URL: http://prices:4000 }
services:
  orders:
    <<: *common
    build: { context: .., dockerfile: apps/orders/Dockerfile }
    container_name: orders
    ports: ["8080:80", "9000"]
    volumes: [./uploads:/data, cache:/cache]
    depends_on: { prices: { condition: service_healthy } }
    deploy: { replicas: 3 }
`,
  };

  it('knows what a service is built from, how many there are and what ties it to one machine', async () => {
    const { value, problems } = await read(texts);
    const [orders] = value.workloads;
    assert.deepEqual(problems, []);
    assert.equal(orders?.dockerfile, 'apps/orders/Dockerfile');
    assert.equal(orders?.buildContext, '');
    assert.equal(orders?.replicas, 3);
    assert.deepEqual(orders?.dependsOn, ['prices']);
    assert.deepEqual(orders?.environment, { PRICES_URL: 'http://prices:4000' });
    assert.equal(textAt(texts, orders?.at), 'orders');
    assert.equal(textAt(texts, orders?.containerName), 'orders');
    assert.deepEqual(orders?.hostPorts.map((port) => textAt(texts, port)), ['"8080:80"']);
    assert.deepEqual(orders?.hostVolumes.map((volume) => textAt(texts, volume)), ['./uploads:/data']);
    assert.deepEqual(orders?.traits, ['restarts']);
  });
});

describe('Kubernetes', () => {
  it('joins a deployment with its autoscaler and its overlay, across files and documents', async () => {
    const { value } = await read({
      'k8s/base.yaml': deployment('orders') + '---\n' + deployment('prices'),
      'k8s/scale.yaml': 'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: orders }\nspec: { scaleTargetRef: { kind: Deployment, name: orders }, maxReplicas: 8 }\n',
      'k8s/prod/patch.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: prices }\nspec:\n  replicas: 4\n  template: { spec: { containers: [{ name: prices, resources: { limits: { memory: 1Gi } }, readinessProbe: {} }] } }\n',
    });
    const [orders, prices] = value.workloads;
    assert.equal(value.workloads.length, 2);
    assert.deepEqual([orders?.hasAutoscaler, orders?.maxReplicas, orders?.replicas, orders?.hasProbes, orders?.hasLimits], [true, 8, 1, false, false]);
    assert.deepEqual([prices?.hasAutoscaler, prices?.replicas, prices?.hasProbes, prices?.hasLimits], [false, 4, true, true]);
  });

  it('says nothing about Helm templates', async () => {
    const { value, problems } = await read({ 'chart/templates/d.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: {{ .Values.name }}\n{{- if .Values.x }}\nspec:\n{{ end }}\n' });
    assert.deepEqual([value.workloads, problems], [[], []]);
  });

  function deployment(name: string): string {
    return `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: ${name}\nspec:\n  replicas: 1\n  template:\n    spec:\n      containers:\n        - name: ${name}\n          image: shop/${name}:1\n`;
  }
});

describe('Prisma', () => {
  const texts = {
    'prisma/schema.prisma': `datasource db {
  provider = "postgresql"
}
model Order {
  id        String   @id // not a @unique comment
  number    Int      @unique
  userId    String
  user      User     @relation(fields: [userId], references: [id])
  status    Status
  note      String?  @map("note_text")
  createdAt DateTime
  @@index([status, createdAt(sort: Desc)], map: "x")
  @@map("orders")
}`,
    'prisma/models/user.prisma': 'model User {\n  id String @id\n  orders Order[]\n}\nenum Status { OPEN }\nmodel Cut {',
  };

  it('knows which fields an index starts with, over several files', async () => {
    const { value, problems } = await read(texts);
    const [order, user] = value.models;
    assert.deepEqual([order?.name, order?.table, order?.database], ['Order', 'orders', 'postgresql']);
    assert.deepEqual(order?.indexes, [['id'], ['number'], ['status', 'createdAt']]);
    assert.deepEqual(order?.fields.filter(({ isIndexed }) => isIndexed).map(({ name }) => name), ['id', 'number', 'status']);
    assert.deepEqual(order?.fields.filter(({ role }) => role !== 'value').map(({ name, role }) => [name, role]), [['user', 'relation'], ['status', 'choice']]);
    assert.equal(textAt(texts, order?.fields[5]?.at), 'note');
    assert.equal(user?.fields[1]?.role, 'relation');
    assert.deepEqual(problems.map(({ kind, range }) => [kind, range?.start]), [['invalid-manifest', { line: 5, column: 6 }]]);
  });
});

describe('Pipelines and owners', () => {
  it('reads what runs, when, and where a person has to press', async () => {
    const { value } = await read({
      '.github/workflows/ci.yml': 'name: CI\non: [push]\njobs:\n  test:\n    steps:\n      - uses: actions/checkout@v4\n      - run: |\n          npm ci\n          npm test\n',
      '.github/workflows/ship.yml': 'on:\n  workflow_dispatch:\njobs:\n  ship:\n    steps:\n      - run: kubectl apply -f k8s\n',
      '.gitlab-ci.yml': 'test:\n  script: [npm test]\ndeploy:\n  stage: deploy\n  when: manual\n  script: [./ship.sh]\n',
    });
    assert.deepEqual(value.pipelines.map(({ system, name, triggers, deploys, manualGates }) => [system, name, triggers, deploys, manualGates.length]), [
      ['github', 'CI', ['push'], false, 0],
      ['github', 'ship.yml', ['workflow_dispatch'], true, 0],
      ['gitlab', '.gitlab-ci.yml', [], true, 1],
    ]);
    assert.deepEqual(value.pipelines[0]?.commands.map(({ text }) => text), ['npm ci', 'npm test']);
  });

  it('takes the CODEOWNERS that GitHub takes, sections and comments understood', async () => {
    const { value } = await read({ CODEOWNERS: '* @all\n', '.github/CODEOWNERS': '# who\n/apps/orders/ @shop/orders # them\n/free/\n[Docs] @writers\n/docs\n' });
    assert.deepEqual(value.owners.map(({ pattern, owners }) => [pattern, owners]), [['/apps/orders/', ['@shop/orders']], ['/free/', []], ['/docs', ['@writers']]]);
  });
});

describe('Hostile and broken manifests', () => {
  it('become problems with a place, and the rest is read', async () => {
    const { value, problems } = await read({ 'docker-compose.yml': 'services:\n  a: [\n', '.gitlab-ci.yml': '['.repeat(50_000), Procfile: 'web: node server.js\n' });
    assert.deepEqual(problems.map(({ kind, file, range }) => [kind, file, range !== undefined]), [['invalid-manifest', 'docker-compose.yml', true], ['invalid-manifest', '.gitlab-ci.yml', true]]);
    assert.deepEqual(value.workloads.map(({ name, command }) => [name, command]), [['web', 'node server.js']]);
  });

  it('are not parsed where they are nested deeper than anybody writes', async () => {
    for (const deep of ['['.repeat(10_000), '{ a: '.repeat(10_000), `\n${'- '.repeat(10_000)}a`, `\n${'? '.repeat(10_000)}a`, `\n${' '.repeat(500)}a`]) {
      const { problems } = await read({ 'compose.yaml': `services: ${deep}` });
      assert.deepEqual(problems.map(({ message }) => message), ['compose.yaml cannot be read as YAML: it is nested too deeply.']);
    }
    const { problems } = await read({ 'compose.yaml': `services:\n  orders:\n    image: orders\n    command: ${'['.repeat(150)}${']'.repeat(150)}\n` });
    assert.deepEqual(problems, []);
  });

  it('do not expand aliases of aliases', async () => {
    const layers = Array.from({ length: 60 }, (_, index) => (index === 0 ? 'a0: &a0 { x: 1 }' : `a${index}: &a${index} { <<: [${Array.from({ length: 9 }, () => `*a${index - 1}`).join(', ')}], y: [*a${index - 1}, *a${index - 1}] }`));
    const started = Date.now();
    const { value } = await read({ 'compose.yml': `${layers.join('\n')}\nservices: { shop: *a59 }\n` });
    assert.equal(value.workloads[0]?.name, 'shop');
    assert.ok(Date.now() - started < 2000);
  });
});

describe('SQL migrations', () => {
  it('add the indexes that are created and never dropped', async () => {
    const { value } = await read({
      'prisma/schema.prisma': 'datasource db {\n  provider = "postgresql"\n}\nmodel Order {\n  id Int @id\n  email String @map("e_mail")\n  note String\n  city String\n  @@map("orders")\n}\n',
      'prisma/migrations/1/migration.sql': 'CREATE INDEX "a" ON "orders"("e_mail", "id" DESC);\nCREATE INDEX IF NOT EXISTS b ON orders USING btree (note);\nCREATE INDEX c ON orders (city) WHERE city IS NOT NULL;',
      'prisma/migrations/2/migration.sql': 'DROP INDEX IF EXISTS "public"."b";',
    });
    assert.deepEqual(value.models[0]?.fields.map(({ name, isIndexed }) => [name, isIndexed]), [['id', true], ['email', true], ['note', false], ['city', false]]);
  });
});

describe('paths that a platform asks for by the clock', () => {
  it('are those of vercel.json, however it is indented, and of cron.yaml', async () => {
    const { value, problems } = await read({
      'apps/shop/vercel.json': '{\n\t"crons": [\n\t\t{ "path": "/api/house-keeping", "schedule": "0 3 * * *" },\n\t\t{ "schedule": "0 4 * * *" }\n\t]\n}\n',
      'cron.yaml': 'cron:\n- description: reports\n  url: /tasks/reports\n  schedule: every 24 hours\n',
    });
    assert.deepEqual(value.clocks, [{ path: '/api/house-keeping', file: 'apps/shop/vercel.json' }, { path: '/tasks/reports', file: 'cron.yaml' }]);
    assert.deepEqual(problems, []);
  });

  it('are none where nothing is asked for, or the file is broken', async () => {
    const { value, problems } = await read({ 'vercel.json': '{ "crons": "/api" }', 'apps/shop/vercel.json': '{ "crons": [ { "path": ' });
    assert.equal(value.clocks, undefined);
    assert.deepEqual(problems, []);
  });
});
