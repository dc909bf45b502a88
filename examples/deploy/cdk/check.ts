// Synthesizes the app without building the function, and compares the template with what the
// function says it handles. `npm test` runs it; it needs Rust.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';

type Resource = { Type: string; Properties: any };

function synthesized(): Resource[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'triggers-cdk-'));
  try {
    // As `cdk synth` sets it, but with no stack whose code is built.
    const context = JSON.stringify({ 'aws:cdk:bundling-stacks': [] });
    execFileSync('npx', ['tsx', 'app.ts'], {
      stdio: 'inherit',
      env: { ...process.env, CDK_OUTDIR: folder, CDK_CONTEXT_JSON: context },
    });
    return Object.values(JSON.parse(readFileSync(path.join(folder, 'Triggers.template.json'), 'utf8')).Resources);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The LambdaConfig that the function asks for. */
function listed(): object {
  const command = ['run', '--quiet', '--package', 'one-lambda', '--', '--list', 'cli'];
  const text = execFileSync('cargo', command, { encoding: 'utf8' });
  const config = text.match(/--lambda-config '([^']*)'/);
  assert(config, `there is a --lambda-config in:\n${text}`);
  return JSON.parse(config[1]);
}

const resources = synthesized();
function all(type: string): any[] {
  return resources.filter((resource) => resource.Type === type).map((resource) => resource.Properties);
}
function one(type: string): any {
  const found = all(type);
  assert.equal(found.length, 1, type);
  return found[0];
}

const pool = one('AWS::Cognito::UserPool');
const attached = JSON.parse(
  JSON.stringify(pool.LambdaConfig, (_, value) => (value?.['Fn::GetAtt'] ? 'FUNCTION_ARN' : value)),
);
assert.deepEqual(attached, listed(), 'the attached triggers');

const [runtime, architectures] = [one('AWS::Lambda::Function').Runtime, one('AWS::Lambda::Function').Architectures];
assert.deepEqual([runtime, architectures], ['provided.al2023', ['arm64']]);

const permissions = all('AWS::Lambda::Permission');
assert.equal(permissions.length, Object.keys(attached).length, 'a permission for each trigger');
for (const permission of permissions) {
  assert.equal(permission.Principal, 'cognito-idp.amazonaws.com');
  assert.match(permission.SourceArn['Fn::GetAtt'][0], /^Users/, 'the only caller is the pool');
}

assert.equal(one('AWS::IAM::Role').ManagedPolicyArns, undefined, 'no policy of others');
const [statement, ...more] = one('AWS::IAM::Policy').PolicyDocument.Statement;
assert.deepEqual(more, []);
assert.deepEqual(statement.Action, ['logs:CreateLogStream', 'logs:PutLogEvents']);
assert.match(statement.Resource['Fn::GetAtt'][0], /^TriggersLog/, 'it writes its own log');

console.log(`attached: ${Object.keys(attached).join(', ')}; called by its pool alone; may write its log alone`);
