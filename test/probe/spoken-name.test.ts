import t from 'tap';
import { spokenName } from '../../src/probe/spoken-name.js';

t.test('a function by the name that its author gave it', async (t) => {
  t.equal(spokenName('DelayWorker::Execute()'), 'DelayWorker::Execute');
  t.equal(spokenName('Execute(napi_env__*, void*)'), 'Execute');
  t.equal(spokenName('Delay(Napi::CallbackInfo const&)'), 'Delay');
  t.equal(spokenName('(anonymous namespace)::Sleep(void*)'), 'Sleep');
  t.equal(spokenName('sleep_then_call'), 'sleep_then_call', 'in C');
});

t.test('one without a name', async (t) => {
  for (const name of [
    'operator()',
    'Delay(Napi::CallbackInfo const&)::{lambda()#1}::operator()() const',
    'Delay(Napi::CallbackInfo const&)::$_0::operator()() const',
    "Delay(Napi::CallbackInfo const&)::'lambda'()::operator()() const",
  ])
    t.equal(spokenName(name), 'a lambda', name);
});

t.test('what says nothing to the author', async (t) => {
  for (const name of [
    '??',
    'std::thread::_State_impl<std::thread::_Invoker<std::tuple<void (*)()> > >::_M_run()',
    'void std::__invoke_impl<void, void (*)()>(std::__invoke_other, void (*&&)())',
    `${'Long'.repeat(20)}()`,
  ])
    t.equal(spokenName(name), undefined, name);
});
